import type { CameraTestResult } from "@/lib/contracts/cameras";
import type { CameraConfig, CommandArgs, FullReport } from "@/lib/contracts/mqtt";
import { isAppError } from "@/lib/core/errors";
import type { CommandHandlers } from "@/lib/mqtt/command-executor";
import type { Cameras } from "./cameras";
import type { Clips } from "./clips/clips";
import type { DeviceFiles } from "./files";
import type { PreviewPublisher } from "./preview-publisher";
import type { Recordings } from "./recordings/recordings";
import type { Salvaged } from "./recordings/salvage";
import type { Sensors } from "./sensors/sensors";
import type { Sessions } from "./sessions";

export type CommandParts = {
  cameras: Cameras;
  sessions: Sessions;
  recordings: Recordings;
  clips: Clips;
  previews: PreviewPublisher;
  files: DeviceFiles;
  sensors: Pick<Sensors, "set" | "simulate">;
  /** Sends a file to web before all others. */
  upload(asked: CommandArgs<"file.upload">, files: DeviceFiles): Promise<void>;
  testCamera(source: CameraConfig["source"], url: string | null): Promise<CameraTestResult>;
  /** Leaves `besideBytes` of the message free. */
  readFullReport(besideBytes: number): FullReport;
  salvageOrphans(): Promise<Salvaged>;
  /** Durable when it returns; the device logs in anew with it a moment later. */
  setToken(token: string): void;
};

/** What this device does when it is told to, by command. */
export function commandHandlers(parts: CommandParts): CommandHandlers {
  const { cameras, sessions, recordings, clips, previews, files } = parts;
  return {
    "session.open": async ({ session_id, camera_id, club_id }) => ({
      camera: await sessions.open({ sessionId: session_id, cameraId: camera_id, clubId: club_id }),
    }),
    "session.close": async ({ session_id }) => {
      await stopIfRecorded(recordings, session_id);
      sessions.close(session_id);
      return {};
    },
    "record.start": ({ session_id, camera_id, club_id, ends_at }) =>
      recordings.start({ sessionId: session_id, cameraId: camera_id, clubId: club_id, endsAt: ends_at }),
    "record.stop": ({ session_id }) => recordings.stop(session_id),
    "record.extend": ({ session_id, ends_at }) => recordings.extend(session_id, ends_at),
    "clip.take": (request) => clips.take(request),
    "preview.start": async ({ camera, profile, lease_s }) => {
      previews.lease(camera, profile, lease_s);
      return {};
    },
    "camera.set": async (set) => {
      cameras.set(set);
      return { version: set.version };
    },
    "config.set": async (config) => {
      parts.sensors.set(config);
      return { version: config.version };
    },
    "sensor.simulate": async ({ sensor }) => ({ event_id: parts.sensors.simulate(sensor)[0]! }),
    "camera.test": ({ source, url }) => parts.testCamera(source, url),
    "file.delete": async ({ file_id, path }) => {
      await files.delete(file_id, path);
      return {};
    },
    "file.upload": async (asked) => {
      await parts.upload(asked, files);
      return {};
    },
    "file.log": async ({ session_id, club_id }) => ({ text: await files.readLog(club_id, session_id) }),
    "token.set": async ({ token }) => {
      parts.setToken(token);
      return {};
    },
    "state.get": async () => {
      const reports = cameras.reports();
      return { ...parts.readFullReport(Buffer.byteLength(JSON.stringify(reports))), cameras: reports };
    },
    "cleanup.run": async () => ({ stopped_proxies: await cameras.stopIdle(), ...(await parts.salvageOrphans()) }),
  };
}

async function stopIfRecorded(recordings: Recordings, sessionId: string): Promise<void> {
  try {
    await recordings.stop(sessionId);
  } catch (error) {
    if (!isAppError(error) || error.code !== "not_found") throw error;
  }
}
