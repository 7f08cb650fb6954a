import type { AlertView } from "./alerts";
import type { CameraReport } from "./cameras";
import type { FileView } from "./files";
import type { Profile } from "./preview";
import type { SessionView } from "./sessions";

/** Socket.IO lives at this path of the web program. */
export const SOCKET_PATH = "/api/stream";

export type DeviceNotice = { device_id: string; online: boolean; last_seen_at: string | null; cameras: CameraReport[] };
/** Something changed that the receiver may see; null views mean "ask again". */
export type ServerEvents = {
  session: (notice: { session_id: string; terrain_id: number | null; session: SessionView | null }) => void;
  recording: (notice: { session_id: string; terrain_id: number | null; session: SessionView | null }) => void;
  file: (notice: { file_id: string; file: FileView | null; deleted: boolean }) => void;
  device: (notice: DeviceNotice) => void;
  /** A plan, or what became of one of its times: ask the schedule again. */
  plan: (notice: { plan_id: string; club_id: number | null }) => void;
  event: (notice: { event_id: string; device_id: string; type: string; occurred_at: string }) => void;
  /**
   * An alert as it is now: a new one, or one that changed. `previous_seq` is the newest before it that the receiver may
   * see, so that a gap is noticed.
   */
  alert: (notice: { alert: AlertView; previous_seq: number }) => void;
  /** `frame` is the 16-byte header and the JPEG of lib/contracts/preview.ts. */
  frame: (cameraId: number, profile: Profile, frame: ArrayBuffer) => void;
  "frames:error": (cameraId: number, error: { code: string; message: string }) => void;
};
export type ClientEvents = {
  "frames:subscribe": (
    request: { camera_id: number; profile: Profile; fps: number },
    done?: (answer: { ok: boolean; error?: { code: string; message: string } }) => void,
  ) => void;
  /** Without a profile, every picture of the camera. */
  "frames:unsubscribe": (request: { camera_id: number; profile?: Profile }) => void;
};
