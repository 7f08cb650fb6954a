import type { EdgeConfig } from "@/lib/config/edge";
import type { CommandArgs } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import type { DeviceState } from "./device-state";
import type { Events } from "./services/events";
import type { DeviceFiles } from "./services/files";
import type { Reports } from "./services/reports";
import { queueReported, toJob } from "./services/uploads/queue-reports";
import { createSendFile } from "./services/uploads/send-file";
import { createUploads } from "./services/uploads/uploads";

type Parts = {
  config: EdgeConfig;
  state: Pick<DeviceState, "uploads" | "copies" | "token">;
  reports: Reports;
  events: Pick<Events, "keep">;
  clock: Clock;
  log: Logger;
};
type Asked = CommandArgs<"file.upload">;

/** The way of files to web, and the reports that put them on it. Without EDGE_WEB_URL every file stays where it is. */
export function composeUploads({
  config,
  state: { uploads: queue, copies, token },
  reports,
  events,
  clock,
  log,
}: Parts) {
  const { EDGE_WEB_URL: webUrl, MEDIA_DIR: mediaDir, UPLOAD_LIMIT_KBPS: kbps } = config;
  if (webUrl === undefined) return { reports, uploads: null, ask: refuse };
  const send = createSendFile({ mediaDir, webUrl, kbps, token: () => token.current(), clock });
  const uploads = createUploads({ queue, copies, send, reports, events, clock, log });
  return {
    reports: queueReported(reports, { queue, mode: config.UPLOADS, clock, wake: uploads.wake }),
    uploads,
    /** Somebody opens a file that is here: it is sent before all others, its poster with it. */
    async ask({ file_id, path, sha256, purpose }: Asked, files: Pick<DeviceFiles, "requireFile">) {
      await files.requireFile(file_id, path);
      const about = { cameraId: null, at: clock.now() };
      uploads.ask([toJob({ id: file_id, path, sha256 }, purpose, about)]);
    },
  };
}

async function refuse(): Promise<never> {
  throw new AppError(
    "unavailable",
    "The device that holds this file does not know where to send it: set EDGE_WEB_URL on the device.",
  );
}
