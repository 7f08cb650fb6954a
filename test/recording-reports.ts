import type {
  ClipReport,
  CommandArgs,
  DeviceReport,
  FullReport,
  RecordingReport,
  ReportedFile,
} from "@/lib/contracts/mqtt";
import { newId } from "@/lib/core/ids";
import type { ManualClock } from "@/lib/core/manual-clock";
import type { ScriptedDevices } from "./scripted-devices";

type Asked = Pick<CommandArgs<"record.start">, "session_id" | "camera_id" | "club_id">;

/** What a device says of a recording that began at `startedAt`; finished states carry their file. */
export function recordingReport(
  asked: Asked,
  state: RecordingReport["state"],
  startedAt: Date,
  change: Partial<RecordingReport> = {},
): RecordingReport {
  const at = (seconds: number) => new Date(startedAt.getTime() + seconds * 1000).toISOString();
  const path = `videos/${asked.club_id}/${asked.session_id}.mp4`;
  const file = { id: newId(), path, bytes: 5_000, duration_seconds: 60, sha256: "ab".repeat(32), has_poster: true };
  const isOver = state !== "recording";
  return {
    session_id: asked.session_id,
    camera_id: asked.camera_id,
    state,
    started_at: at(0),
    ends_at: at(5_400),
    ended_at: isOver ? at(60) : null,
    bytes: isOver ? 5_000 : 1_000,
    duration_seconds: state === "ready" ? 60 : null,
    gaps: [],
    error: null,
    file: state === "ready" ? file : null,
    ...change,
  };
}

/** What a device says of a clip it made at `at`. */
export function clipReport(asked: CommandArgs<"clip.take">, at: Date, change: Partial<ReportedFile> = {}): ClipReport {
  const { clip_id: id, camera_id, club_id, session_id = null, event_id = null, before_s, after_s } = asked;
  const path = `clips/${club_id}/${event_id ?? id}.mp4`;
  const facts = { bytes: 3_000, duration_seconds: before_s + after_s, sha256: "cd".repeat(32), has_poster: true };
  const started_at = new Date(at.getTime() - before_s * 1_000).toISOString();
  return { camera_id, club_id, session_id, event_id, started_at, file: { id, path, ...facts, ...change } };
}

/** A device that does what it is asked: it opens, records, ends with a finished file, and stays with its first answer. */
export function obedient(devices: ScriptedDevices, clock: ManualClock): ScriptedDevices {
  const camera = { id: 1, state: "live", frame_age_ms: 40, codec: "h264", width: 1280, height: 720, fps: 25 } as const;
  const report = { ...camera, bitrate: null, reconnects: 0, consumers: 1, error: null, recording_session_id: null };
  const asked = new Map<string, CommandArgs<"record.start">>();
  const ended = new Map<string, RecordingReport>();
  return devices.on({
    "session.open": ({ camera_id }) => ({ camera: { ...report, id: camera_id } }),
    "session.close": () => ({}),
    "record.start": (args) => {
      asked.set(args.session_id, args);
      return recordingReport(args, "recording", clock.now(), { ends_at: args.ends_at });
    },
    "record.extend": ({ session_id, ends_at }) =>
      recordingReport(asked.get(session_id)!, "recording", clock.now(), { ends_at }),
    "record.stop": ({ session_id }) => {
      const report = ended.get(session_id) ?? recordingReport(asked.get(session_id)!, "ready", clock.now());
      ended.set(session_id, report);
      return report;
    },
    "clip.take": (args) => clipReport(args, clock.now()),
    "camera.set": ({ version }) => ({ version }),
    "cleanup.run": () => ({ stopped_proxies: 2, salvaged: 1, quarantined: 0 }),
    "state.get": () => ({ sessions: [], recordings: [], cameras_version: null, cameras: [] }),
  });
}

let sequence = 0;
type Body = {
  [T in DeviceReport["type"]]: { type: T; data: Extract<DeviceReport, { type: T }>["data"] };
}[DeviceReport["type"]];

/** In the envelope of the wire; `seq` grows with every call unless it is given. */
export function reported(deviceId: string, body: Body, at: Date, seq = ++sequence): DeviceReport {
  sequence = Math.max(sequence, seq);
  return { schema: 1, report_id: newId(), device_id: deviceId, boot_id: "boot", seq, at: at.toISOString(), ...body };
}

export const full = (change: Partial<FullReport> = {}): { type: "full"; data: FullReport } => ({
  type: "full",
  data: { sessions: [], recordings: [], cameras_version: null, ...change },
});
