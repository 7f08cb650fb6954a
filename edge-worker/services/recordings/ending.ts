import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import type { Finisher } from "./finisher";
import { closeGaps, gapChapters } from "./gaps";
import type { Journal } from "./journal";
import type { RunningRecording } from "./running";
import type { RecordingRow } from "./store";

/** From running to finished, or to suspended. Whoever ended it, it is told at once and then happens. */
export interface Ending {
  /** Resolves when it is ready or failed. `error` for people when nobody asked for it. */
  end(one: RunningRecording, cause: string, error: string | null): Promise<RecordingRow>;
  /** One that is being ended, until it is finished. */
  of(sessionId: string): Promise<RecordingRow> | undefined;
  /** Closes its file durably and leaves it `recording`: the next start of the program goes on from there. */
  suspend(one: RunningRecording): Promise<void>;
  /** Resolves once no recorder is being stopped any more. */
  settled(): Promise<unknown>;
}

export type EndingOptions = {
  journal: Journal;
  finisher: Pick<Finisher, "finish">;
  clock: Clock;
  log: Logger;
  /** A session's only recording is over. */
  onOver(sessionId: string): void;
};

export function createEnding({ journal, finisher, clock, log, onOver }: EndingOptions): Ending {
  const ending = new Map<string, Promise<RecordingRow>>();
  const closing = new Set<Promise<void>>();

  function close(how: "stop" | "suspend", { recorder, row }: RunningRecording): Promise<void> {
    const chapters = gapChapters(row.gaps, row.startedAt);
    const stopped = (how === "stop" ? recorder.stop(chapters) : recorder.suspend()).catch((err: unknown) => {
      log.error({ err, session: row.sessionId }, "a recorder did not stop properly");
    });
    closing.add(stopped);
    return stopped.finally(() => closing.delete(stopped));
  }

  /** What cannot be written down now must not keep a recording from being closed; the next change tells it. */
  function note(row: RecordingRow, write: () => void): void {
    try {
      write();
    } catch (err) {
      log.error({ err, session: row.sessionId }, "the end of a recording could not be noted");
    }
  }

  async function end(one: RunningRecording, cause: string, error: string | null): Promise<RecordingRow> {
    const endedAt = clock.now();
    const last = one.refreshed();
    const gaps = closeGaps(last.gaps, endedAt);
    const row: RecordingRow = { ...last, state: "finalizing", endedAt: endedAt.toISOString(), gaps, error };
    note(row, () => journal.change(row, cause));
    await close("stop", one);
    one.camera.release();
    note(row, () => onOver(row.sessionId));
    return finisher.finish({ ...row, bytes: one.recorder.bytes() });
  }

  return {
    end(one, cause, error) {
      const session = one.row.sessionId;
      one.release();
      const done = end(one, cause, error).finally(() => ending.delete(session));
      ending.set(session, done);
      // Only a stop of the program rejects it, and then nobody waits for it.
      done.catch(() => undefined);
      return done;
    },
    of: (sessionId) => ending.get(sessionId),
    async suspend(one) {
      one.release();
      await close("suspend", one);
      const row = one.refreshed();
      note(row, () => journal.progress(row));
      one.camera.release();
      log.info({ session: row.sessionId, bytes: row.bytes, endsAt: row.endsAt }, "recording suspended");
    },
    settled: () => Promise.all(closing),
  };
}
