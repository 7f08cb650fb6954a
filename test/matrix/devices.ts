import type { Db } from "@/lib/db/client";
import { clipReport, recordingReport } from "../recording-reports";
import type { ScriptedDevices } from "../scripted-devices";

/** Devices that do whatever they are asked, for any recording there is a row of. */
export function obeyFrom(devices: ScriptedDevices, db: Db, now: Date): void {
  const camera = { state: "live", frame_age_ms: 40, codec: "h264", width: 1280, height: 720, fps: 25 } as const;
  const live = { ...camera, bitrate: null, reconnects: 0, consumers: 1, error: null, recording_session_id: null };
  const report = async (session_id: string, state: "recording" | "ready", change: { ends_at?: string } = {}) => {
    const row = await db.recording.findUniqueOrThrow({ where: { sessionId: session_id } });
    return recordingReport({ session_id, camera_id: row.cameraId, club_id: row.clubId }, state, now, change);
  };
  devices.on({
    "session.open": ({ camera_id }) => ({ camera: { ...live, id: camera_id } }),
    "session.close": () => ({}),
    "record.start": ({ session_id, ends_at }) => report(session_id, "recording", { ends_at }),
    "record.extend": ({ session_id, ends_at }) => report(session_id, "recording", { ends_at }),
    "record.stop": ({ session_id }) => report(session_id, "ready"),
    "clip.take": (args) => clipReport(args, now),
    "camera.set": ({ version }) => ({ version }),
    "camera.test": () => ({ ok: true, message: "fine" }),
    "file.delete": () => ({}),
    "file.log": () => ({ text: "log" }),
    "token.set": () => ({}),
    "state.get": () => ({ sessions: [], recordings: [], cameras_version: null, cameras: [] }),
    "cleanup.run": () => ({ stopped_proxies: 0, salvaged: 0, quarantined: 0 }),
  });
}
