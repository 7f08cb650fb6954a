import { backoffMs } from "@/lib/core/backoff";
import type { Clock } from "@/lib/core/clock";
import { AppError, isAppError } from "@/lib/core/errors";
import type { Service } from "@/lib/core/lifecycle";
import type { Logger } from "@/lib/core/logger";
import type { Events } from "../events";
import type { Reports } from "../reports";
import type { Copies } from "./copies";
import { PRIORITY, type QueuedJob, type UploadJob, type UploadQueue } from "./queue";
import type { SendFile } from "./send-file";

const BACKOFF = { baseMs: 1_000, capMs: 60_000 };
const MOST_DAMAGED = 3;
/** Web does not know the file although its report left long ago: it never will. */
const UNKNOWN_FOR_MS = 24 * 3_600_000;

/** Brings files to web, one at a time, the most urgent first, until each is verified there. */
export interface Uploads extends Service {
  /** Somebody waits for it: before everything else, also before what is being sent. */
  ask(jobs: readonly UploadJob[]): void;
  /** Something was queued, or the link is back. */
  wake(): void;
  /** Not any more: its file is removed. */
  forget(fileId: string): void;
  /** Files that wait, the one under way included. */
  waiting(): number;
}

export type UploadsOptions = {
  queue: UploadQueue;
  /** Those that were sent; web may share this folder, and then says of each that it is there already. */
  copies: Pick<Copies, "add">;
  send: SendFile;
  reports: Pick<Reports, "file">;
  events: Pick<Events, "keep">;
  clock: Clock;
  log: Logger;
};

type Current = { job: QueuedJob; interrupt: AbortController };
/** The reason of an interruption that is no failure. */
const MORE_URGENT = new Error("something more urgent goes first");
const FORGOTTEN = new Error("the file was removed");

export function createUploads({ queue, copies, send, reports, events, clock, log }: UploadsOptions): Uploads {
  const stopping = new AbortController();
  let waking = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let current: Current | null = null;
  /** Attempts in a row that failed for the line or the server, whatever the file. */
  let failures = 0;
  /** What is the matter with one file alone: until when it waits. */
  const setBack = new Map<string, { attempts: number; untilMs: number }>();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const job = queue.next(waitingNow());
        if (job) await attempt(job);
        else await pause(nextTurnMs());
      } catch (err) {
        // The device's own disk is full: what is queued stays queued.
        log.error({ err }, "uploads could not go on");
        await pause(BACKOFF.capMs);
      }
    }
  }

  const waitingNow = () =>
    new Set([...setBack].filter(([, { untilMs }]) => untilMs > clock.monotonicMs()).map(([id]) => id));
  const nextTurnMs = () =>
    Math.min(BACKOFF.capMs, ...[...setBack.values()].map(({ untilMs }) => Math.max(0, untilMs - clock.monotonicMs())));

  async function pause(ms: number): Promise<void> {
    if (waking.signal.aborted) waking = new AbortController();
    await clock.sleep(ms, AbortSignal.any([waking.signal, stopping.signal])).catch(() => undefined);
  }

  async function attempt(job: QueuedJob): Promise<void> {
    const interrupt = new AbortController();
    current = { job, interrupt };
    const beganMs = clock.monotonicMs();
    let sent = 0;
    let first: number | null = null;
    try {
      await send(job, AbortSignal.any([interrupt.signal, stopping.signal]), (bytes) => {
        first ??= bytes;
        sent = bytes - first;
      });
      done(job, { sent, tookMs: Math.round(clock.monotonicMs() - beganMs) });
    } catch (error) {
      if (interrupt.signal.aborted || stopping.signal.aborted) return;
      // Something passed: the line is there, and the next attempt may come soon.
      if (sent > 0) failures = 0;
      await failed(job, isAppError(error) ? error : new AppError("internal", String(error), { cause: error }));
    } finally {
      current = null;
    }
  }

  function done(job: QueuedJob, passed: { sent: number; tookMs: number }): void {
    if (passed.sent > 0 && job.purpose !== "poster") copies.add({ fileId: job.fileId, path: job.path });
    queue.remove(job.uploadId);
    setBack.delete(job.uploadId);
    failures = 0;
    log.info({ upload: job.uploadId, purpose: job.purpose, ...passed }, "a file is on the server");
  }

  /** About this file alone, or about the way there. */
  async function failed(job: QueuedJob, error: AppError): Promise<void> {
    const reason = reasonOf(error);
    if (reason === "no_file") return lost(job);
    if (reason === "damaged" && job.damaged + 1 < MOST_DAMAGED) {
      const { priority: _, ...row } = job;
      queue.update({ ...row, damaged: job.damaged + 1 });
      return wait(job, error);
    }
    if (reason === "damaged" || reason === "unlike" || error.code === "too_large") return giveUp(job, error);
    if (error.code === "not_found" && isOld(job)) return giveUp(job, error);
    if (error.code === "not_found" || error.code === "conflict") return wait(job, error);
    const pauseMs = backoffMs(failures++, BACKOFF);
    log.warn({ upload: job.uploadId, code: error.code, cause: error.message, pauseMs }, "an upload broke off");
    await pause(pauseMs);
  }

  function wait({ uploadId }: QueuedJob, { code, message }: AppError): void {
    const attempts = (setBack.get(uploadId)?.attempts ?? 0) + 1;
    setBack.set(uploadId, { attempts, untilMs: clock.monotonicMs() + backoffMs(attempts - 1, BACKOFF) });
    log.info({ upload: uploadId, code, cause: message, attempts }, "an upload waits");
  }

  const isOld = ({ queuedAt }: QueuedJob) => clock.now().getTime() - Date.parse(queuedAt) > UNKNOWN_FOR_MS;

  function lost(job: QueuedJob): void {
    log.error({ upload: job.uploadId, path: job.path }, "a file that should be sent is not here any more");
    if (job.purpose !== "poster")
      reports.file({ file_id: job.fileId, state: "lost", location: "device", sha256: job.sha256 });
    drop(job.uploadId);
  }

  function giveUp(job: QueuedJob, error: AppError): void {
    log.error({ upload: job.uploadId, code: error.code, cause: error.message }, "an upload was given up");
    const camera = job.cameraId === null ? {} : { cameraId: job.cameraId };
    if (job.purpose !== "poster")
      events.keep({ type: "upload.failed", ...camera, data: { file_id: job.fileId, cause: error.message } });
    drop(job.uploadId);
  }

  function drop(uploadId: string): void {
    queue.remove(uploadId);
    setBack.delete(uploadId);
  }

  function wake(): void {
    waking.abort();
    const next = current && queue.next(waitingNow());
    if (current && next && next.priority < current.job.priority) current.interrupt.abort(MORE_URGENT);
  }

  return {
    async start() {
      running = run();
    },
    async stop() {
      stopping.abort(new Error("the program stops"));
      await running;
    },
    ask(jobs) {
      for (const job of jobs) {
        queue.add(job, PRIORITY.asked);
        setBack.delete(job.uploadId);
      }
      failures = 0;
      wake();
    },
    wake,
    forget(fileId) {
      for (const id of [fileId, `${fileId}-poster`]) drop(id);
      if (current?.job.fileId === fileId) current.interrupt.abort(FORGOTTEN);
    },
    waiting: () => queue.size(),
  };
}

function reasonOf({ details }: AppError): string | null {
  const reason = typeof details === "object" && details !== null ? Reflect.get(details, "reason") : null;
  return typeof reason === "string" ? reason : null;
}
