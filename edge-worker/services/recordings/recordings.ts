import type { RecordingReport } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import type { DiskState } from "@/lib/storage/disk";
import type { Cameras } from "../cameras";
import type { Events } from "../events";
import type { Ending } from "./ending";
import type { Finisher } from "./finisher";
import { inTime } from "./in-time";
import type { Journal } from "./journal";
import { createRecorderWatchdog } from "./recorder-watchdog";
import { type RecordingRequest, refuseRequest } from "./refusals";
import { toRecordingReport } from "./report";
import { type ResumeRecorder, resumeRecording } from "./resume-recording";
import { type RunningOptions, RunningRecording } from "./running";
import type { StartRecorder } from "./start-recording";
import { startRecording } from "./start-recording";
import type { RecordingRow, RecordingStore } from "./store";

/** record.stop is given 15 s by its caller; past this it is told that the finishing goes on. */
const STOP_ANSWER_WITHIN_MS = 10_000;
/** record.start is given 5 s; the way here and back needs some of it. */
const START_ANSWER_WITHIN_MS = 4_500;

/** The recordings of this device: what was asked for is durable before it is acknowledged, and ends without being asked. */
export interface Recordings {
  /**
   * Resolves when the first bytes are durable. Asking again for a session that is being recorded answers the same.
   * Throws `conflict` (the session was recorded, or its camera is: `details.ends_at`), `rate_limited`, `storage_full`,
   * `not_found`, `unprocessable` and `camera_unreachable`; nothing is left behind then.
   */
  start(request: RecordingRequest): Promise<RecordingReport>;
  /** Answers within about 10 s, `finalizing` when finishing takes longer; stopping again answers the same. Throws `not_found`. */
  stop(sessionId: string): Promise<RecordingReport>;
  /** Throws `conflict` for a recording that is over, `not_found`, `unprocessable` for an end that has passed. */
  extend(sessionId: string, endsAt: string): Promise<RecordingReport>;
  running(): RecordingRow[];
  /** Whether its part is being written, or may be in a moment. */
  isActive(sessionId: string): boolean;
  recordingOf(cameraId: number): string | null;
  /** Goes on with one that the last run of the program did not end. Rejects, with nothing changed, when that cannot be. */
  resume(row: RecordingRow): Promise<void>;
  /** For the end of the program: what runs is closed durably and left `recording`; the next start goes on from there. */
  suspend(): Promise<void>;
}

export type RecordingsOptions = {
  store: RecordingStore;
  journal: Journal;
  finisher: Finisher;
  ending: Ending;
  cameras: Pick<Cameras, "pin">;
  startRecorder: StartRecorder;
  resumeRecorder: ResumeRecorder;
  events: Events;
  readDisk(): Promise<DiskState>;
  mediaDir: string;
  deviceId: string;
  maxConcurrent: number;
  clock: Clock;
  log: Logger;
};

export function createRecordings(options: RecordingsOptions): Recordings {
  const { store, journal, finisher, ending, clock, log } = options;
  /** Taken from the first moment of a start on, so that of two starts one is refused. */
  const starting = new Map<string, Starting>();
  const running = new Map<string, RunningRecording>();

  const taken = () => [
    ...[...starting.values()].map(({ request }) => request),
    ...[...running.values()].map(({ row }) => ({ cameraId: row.cameraId, endsAt: row.endsAt })),
  ];

  async function begin(request: RecordingRequest, givenUp: AbortSignal): Promise<RecordingReport> {
    const started = await startRecording(request, options, givenUp);
    return toRecordingReport(watch(started).row);
  }

  function watch(started: Watched): RunningRecording {
    const { sessionId } = started.row;
    const watchdog = createRecorderWatchdog(started.row, options);
    const one = new RunningRecording({
      ...{ ...started, journal, clock, log },
      readDisk: options.readDisk,
      onReplaced: (what) => watchdog.replaced(what),
      onEnd(cause, error) {
        if (error !== null) watchdog.stopped(error);
        void end(sessionId, cause, error);
      },
    });
    running.set(sessionId, one);
    return one;
  }

  function end(session: string, cause: string, error: string | null): Promise<RecordingRow> {
    const one = running.get(session);
    if (!one) return ending.of(session) ?? finisher.whenFinished(session);
    running.delete(session);
    return ending.end(one, cause, error);
  }

  const find = (session: string): RecordingRow => {
    const row = running.get(session)?.refreshed() ?? finisher.current(session) ?? store.get(session);
    if (!row) throw new AppError("not_found", "This device has no such recording.");
    return row;
  };
  const afterStart = (session: string) => starting.get(session)?.done.catch(() => undefined);

  return {
    async start(request) {
      const session = request.sessionId;
      const same = starting.get(session);
      if (same) return same.answer;
      const own = running.get(session);
      if (own) return toRecordingReport(own.refreshed());
      refuseRequest(request, { known: store.get(session), taken: taken(), nowMs: clock.now().getTime(), ...options });
      const giveUp = new AbortController();
      const done = begin(request, giveUp.signal).finally(() => starting.delete(session));
      const answer = answered(done, giveUp, clock);
      starting.set(session, { request, done, answer });
      return answer;
    },
    async stop(session) {
      await afterStart(session);
      const isOver = ["ready", "failed"].includes(find(session).state);
      if (!isOver) await inTime(STOP_ANSWER_WITHIN_MS, end(session, "stopped", null), clock);
      return toRecordingReport(find(session));
    },
    async extend(session, endsAt) {
      await afterStart(session);
      const one = running.get(session);
      if (!one) throw new AppError("conflict", `The recording is over (${find(session).state}). Start another one.`);
      if (Date.parse(endsAt) <= clock.now().getTime()) throw new AppError("unprocessable", "This end has passed.");
      journal.change({ ...one.refreshed(), endsAt }, "extended");
      one.extend(endsAt);
      return toRecordingReport(one.row);
    },
    async resume(row) {
      watch(await resumeRecording(row, options));
    },
    running: () => [...running.values()].map((one) => one.refreshed()),
    isActive: (session) => starting.has(session) || running.has(session) || ending.of(session) !== undefined,
    recordingOf(cameraId) {
      for (const { row } of running.values()) if (row.cameraId === cameraId) return row.sessionId;
      return null;
    },
    async suspend() {
      await Promise.allSettled([...starting.values()].map(({ done }) => done));
      const left = [...running.values()];
      running.clear();
      await Promise.all([ending.settled(), ...left.map((one) => ending.suspend(one))]);
    },
  };
}

type Watched = Pick<RunningOptions, "row" | "recorder" | "camera" | "earlierGaps">;

/** `answer` comes in time; `done` when it runs, or nothing of it is left. */
type Starting = { request: RecordingRequest; answer: Promise<RecordingReport>; done: Promise<RecordingReport> };

async function answered(
  done: Promise<RecordingReport>,
  giveUp: AbortController,
  clock: Clock,
): Promise<RecordingReport> {
  const report = await inTime(START_ANSWER_WITHIN_MS, done, clock);
  if (report) return report;
  giveUp.abort(
    new AppError("camera_unreachable", "The recording did not begin in time. Look at the camera, try again."),
  );
  done.catch(() => undefined);
  throw giveUp.signal.reason;
}
