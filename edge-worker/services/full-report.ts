import { type FullReport, MAX_MESSAGE_BYTES, type RecordingReport } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Cameras } from "./cameras";
import { limitGaps } from "./recordings/gaps";
import { toRecordingReport } from "./recordings/report";
import type { RecordingRow, RecordingStore } from "./recordings/store";
import type { Sessions } from "./sessions";

/** A server that was away longer learns the rest from the outbox, which holds every change until it is acknowledged. */
const FINISHED_WITHIN_MS = 24 * 60 * 60_000;
const ENVELOPE_BYTES = 1_024;
/** Of so many recordings at once the exact gaps are told by their own reports. */
const FEWER_GAPS = [Number.POSITIVE_INFINITY, 20, 1];

export type FullReportSources = {
  sessions: Pick<Sessions, "list">;
  cameras: Pick<Cameras, "version">;
  store: Pick<RecordingStore, "unfinished" | "finishedSince">;
  running(): RecordingRow[];
  clock: Clock;
};

/**
 * Everything this device holds, to be checked against: all active recordings, then those of the last day while there is
 * room in a message beside `besideBytes`. Throws `too_large` rather than leave out an active one, which the other side
 * would take for lost.
 */
export function readFullReport(sources: FullReportSources, besideBytes = 0): FullReport {
  const { sessions, cameras, store, running, clock } = sources;
  const live = new Map(running().map((row) => [row.sessionId, row]));
  const active = store
    .unfinished()
    .filter(({ state }) => state !== "starting")
    .map((row) => toRecordingReport(live.get(row.sessionId) ?? row));
  const finished = store.finishedSince(new Date(clock.now().getTime() - FINISHED_WITHIN_MS)).map(toRecordingReport);
  const report = { sessions: sessions.list(), recordings: [], cameras_version: cameras.version };
  const roomBytes = MAX_MESSAGE_BYTES - ENVELOPE_BYTES - besideBytes - bytesOf(report);
  for (const max of FEWER_GAPS) {
    const shortened = active.map((one) => ({ ...one, gaps: limitGaps(one.gaps, max) }));
    const leftBytes = roomBytes - bytesOf(shortened);
    if (leftBytes >= 0) return { ...report, recordings: [...shortened, ...fitting(finished, leftBytes)] };
  }
  throw new AppError("too_large", `${active.length} recordings do not fit into one report.`);
}

function fitting(reports: RecordingReport[], roomBytes: number): RecordingReport[] {
  let leftBytes = roomBytes;
  const end = reports.findIndex((report) => {
    leftBytes -= bytesOf(report) + 1;
    return leftBytes < 0;
  });
  return end < 0 ? reports : reports.slice(0, end);
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
