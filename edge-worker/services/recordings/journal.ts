import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import type { Reports } from "../reports";
import { toRecordingReport } from "./report";
import type { RecordingRow, RecordingStore } from "./store";

/**
 * The only place where a recording changes its state: in one transaction the row and the report of it, then one line in
 * the log.
 *
 *              first bytes            planned end · stop · disk nearly full
 *              are durable            · recorder gone · device restarted
 *   starting ─────────────► recording ────────────────────► finalizing ──► ready
 *       │ refused: the row goes, its caller was told               └─────► failed (unreadable: quarantined)
 */
export interface Journal {
  /** Writes the row and tells of it. `cause` goes to the log. */
  change(row: RecordingRow, cause: string): void;
  /** How far a running one is: the newest word replaces the one before. */
  progress(row: RecordingRow): void;
}

export type JournalOptions = {
  store: Pick<RecordingStore, "get" | "update" | "transaction">;
  reports: Pick<Reports, "recording" | "progress">;
  clock: Clock;
  log: Logger;
  onChange: () => void;
};

export function createJournal({ store, reports, clock, log, onChange }: JournalOptions): Journal {
  const since = new Map<string, number>();
  return {
    change(row, cause) {
      const from = store.get(row.sessionId)?.state;
      store.transaction(() => {
        store.update(row);
        reports.recording(toRecordingReport(row));
      });
      if (from !== row.state) {
        const nowMs = clock.monotonicMs();
        const sinceMs = since.get(row.sessionId);
        const afterMs = sinceMs === undefined ? undefined : Math.round(nowMs - sinceMs);
        since.set(row.sessionId, nowMs);
        if (row.state === "ready" || row.state === "failed") since.delete(row.sessionId);
        const { sessionId: session, cameraId: camera, bytes, error } = row;
        log[row.state === "failed" ? "error" : "info"](
          { session, camera, from, to: row.state, afterMs, cause, bytes, error },
          "recording changed",
        );
      }
      onChange();
    },
    progress(row) {
      store.transaction(() => {
        store.update(row);
        reports.progress(toRecordingReport(row));
      });
    },
  };
}
