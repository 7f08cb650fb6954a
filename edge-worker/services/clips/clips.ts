import type { z } from "zod";
import type { ClipReport, COMMANDS } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import type { FinishedRecording } from "@/lib/media/finish-recording";
import { assertSpace, type DiskState } from "@/lib/storage/disk";
import { ensureFolder } from "@/lib/storage/durable";
import type { Cameras, PinnedCamera } from "../cameras";
import type { Events } from "../events";
import type { Reports } from "../reports";
import { type ClipWindow, type Collected, collectUnits } from "./collect";
import { tellCaptured, tellLost } from "./of-event";
import { type ClipPaths, clipPaths } from "./paths";
import { toClipReport } from "./report";
import type { ClipRow, ClipStore } from "./store";

/** `name`: its file's, where it is not the event's or its own id. */
export type ClipRequest = z.output<(typeof COMMANDS)["clip.take"]["args"]> & { name?: string };

/** Encoding one of a JPEG camera takes a core, and what was collected is held in memory. */
const AT_ONCE = 4;
const RETRY_SECONDS = 10;

/** Short videos of what a camera saw around a moment, made of what is in memory and what is still to come. */
export interface Clips {
  /**
   * Resolves when the clip is durable and its report is in the outbox; asking again meanwhile answers the same. Nothing
   * is left when it rejects: `not_found` for a camera this device does not serve, `conflict` for one that keeps no last
   * seconds, `camera_unreachable` without a picture of them, `storage_full`, `rate_limited` past four at once. Of an event
   * that is told with the clip, or with what was in its way; not when it rejects with `rate_limited` or `unavailable`:
   * then nothing was tried.
   */
  take(request: ClipRequest): Promise<ClipReport>;
  /** Ends what is being collected at once; resolves when all is written. */
  stop(): Promise<void>;
}

export type ClipsOptions = {
  store: ClipStore;
  cameras: Pick<Cameras, "pin">;
  reports: Pick<Reports, "clip">;
  events: Pick<Events, "keep">;
  writeClip(collected: Collected, paths: ClipPaths): Promise<FinishedRecording>;
  readDisk(): Promise<DiskState>;
  mediaDir: string;
  clock: Clock;
  log: Logger;
};

export function createClips(options: ClipsOptions): Clips {
  const { store, cameras, reports, events, clock, log } = options;
  const running = new Map<string, Promise<ClipReport>>();
  const stopping = new AbortController();

  async function make(request: ClipRequest): Promise<ClipReport> {
    try {
      return await makeOf(cameras.pin(request.camera_id), request);
    } catch (error) {
      const { clip_id: clipId, camera_id: cameraId, event_id: eventId = null } = request;
      store.end(clipId, () => tellLost(events, { clipId, cameraId, eventId }, error));
      throw error;
    }
  }

  async function makeOf(camera: PinnedCamera, request: ClipRequest): Promise<ClipReport> {
    try {
      const window = windowOf(request, clock);
      assertSpace(await options.readDisk());
      if (!camera.ring) throw new AppError("conflict", NO_RING);
      const collected = await collectUnits(camera.ring, window, clock, stopping.signal);
      return await write(toRow(request, collected.units[0]!.atMs), collected);
    } finally {
      camera.release();
    }
  }

  async function write(row: ClipRow, collected: Collected): Promise<ClipReport> {
    const beganMs = clock.monotonicMs();
    const paths = clipPaths(options.mediaDir, row);
    store.begin(row);
    await ensureFolder(paths.folder);
    const report = toClipReport(row, paths.relative, await options.writeClip(collected, paths));
    store.end(row.clipId, () => {
      reports.clip(report);
      tellCaptured(events, report);
    });
    const { duration_seconds: seconds, bytes } = report.file;
    const tookMs = Math.round(clock.monotonicMs() - beganMs);
    log.info({ clip: row.clipId, camera: row.cameraId, event: row.eventId, seconds, bytes, tookMs }, "clip made");
    return report;
  }

  const toRow = (request: ClipRequest, atMs: number): ClipRow => ({
    ...{ clipId: request.clip_id, cameraId: request.camera_id, clubId: request.club_id },
    ...{ sessionId: request.session_id ?? null, eventId: request.event_id ?? null },
    ...(request.name !== undefined && { name: request.name }),
    startedAt: new Date(clock.now().getTime() - (clock.monotonicMs() - atMs)).toISOString(),
  });

  return {
    async take(request) {
      const id = request.clip_id;
      const same = running.get(id);
      if (same) return same;
      if (stopping.signal.aborted)
        throw new AppError("unavailable", "The device is restarting. Try again in a moment.");
      if (running.size >= AT_ONCE)
        throw new AppError("rate_limited", `This device already makes ${AT_ONCE} clips. Try again in a moment.`, {
          retryAfterSeconds: RETRY_SECONDS,
        });
      const made = make(request).finally(() => running.delete(id));
      running.set(id, made);
      return made;
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled(running.values());
    },
  };
}

const NO_RING =
  "This camera does not keep its last seconds yet. Switch replays on in the club's settings; it takes a moment to begin.";

/** `at` is wall time, of a clock that may be set meanwhile: what counts is how long ago it was. */
function windowOf({ at, before_s, after_s }: ClipRequest, clock: Clock): ClipWindow {
  const agoMs = at === undefined ? 0 : clock.now().getTime() - Date.parse(at);
  const atMs = clock.monotonicMs() - agoMs;
  return { fromMs: atMs - before_s * 1_000, atMs, untilMs: atMs + after_s * 1_000 };
}
