import { z } from "zod";
import { CameraReport } from "./cameras";
import { CameraId, ClubId, CourtId, DeviceId, SessionId, Timestamp, UserId } from "./common";
import { RecordingView } from "./recordings";

export const CreateSession = z
  .object({ terrain_id: CourtId.optional(), camera_id: CameraId.optional() })
  .strict()
  .refine((v) => (v.terrain_id === undefined) !== (v.camera_id === undefined), {
    message: "give either terrain_id or camera_id",
  });
export type CreateSession = z.infer<typeof CreateSession>;
export const CloseSession = z.object({ session_id: SessionId }).strict();
export type CloseSession = z.infer<typeof CloseSession>;

export const SessionState = z.enum(["opening", "active", "closed"]);

export const SessionView = z.object({
  session_id: SessionId,
  terrain_id: CourtId.nullable(),
  club_id: ClubId,
  camera_id: CameraId,
  device_id: DeviceId,
  status: SessionState,
  created_by: UserId,
  created_at: Timestamp,
  closed_at: Timestamp.nullable(),
  preview_url: z.string(),
  snapshot_url: z.string(),
  /** Names for people, so that a page needs no second call. */
  court_name: z.string().nullable(),
  camera_name: z.string(),
  created_by_name: z.string(),
  recording: RecordingView.nullable(),
});
export type SessionView = z.infer<typeof SessionView>;

/** One session with what its device says of the camera now; null while the device is offline. */
export const SessionDetail = SessionView.extend({
  proxy: CameraReport.nullable(),
  device_online: z.boolean(),
  /** The club's switch: whether the last seconds can be saved as a clip. */
  replays_enabled: z.boolean(),
});
export type SessionDetail = z.infer<typeof SessionDetail>;
