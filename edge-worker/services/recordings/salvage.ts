import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { Logger } from "@/lib/core/logger";
import { findWritersOf } from "@/lib/storage/writers";
import type { Finisher } from "./finisher";
import { closeGaps } from "./gaps";
import type { Journal } from "./journal";
import { readLabel } from "./label";
import { type RecordingPaths, recordingPaths, sessionOfPart } from "./paths";
import { quarantine } from "./quarantine";
import type { RecordingRow, RecordingStore } from "./store";

/** A part without label that nobody has touched for so long belongs to nobody. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;

export type SalvageOptions = {
  store: RecordingStore;
  journal: Pick<Journal, "change">;
  finisher: Pick<Finisher, "finish" | "current">;
  /** Sessions whose part is being written now. */
  isRunning(sessionId: string): boolean;
  /** Goes on with one whose end has not come. Rejects when that cannot be. */
  resume(row: RecordingRow): Promise<void>;
  mediaDir: string;
  deviceId: string;
  clock: Clock;
  log: Logger;
};
export type Salvaged = { salvaged: number; quarantined: number };

const INTERRUPTED = "The device stopped during this recording: everything up to then was kept.";

/**
 * After a start: every recording that was active goes on in the same file when its end has not come. What cannot go on,
 * or is over, is closed where it broke off and finished in the background.
 */
export async function salvageActive(options: SalvageOptions): Promise<void> {
  const rows = options.store.unfinished().filter(({ sessionId }) => !options.isRunning(sessionId));
  await Promise.all(rows.map((row) => salvage(row, options)));
}

async function salvage(row: RecordingRow, options: SalvageOptions): Promise<void> {
  const { store, finisher, clock, log } = options;
  if (finisher.current(row.sessionId)) return;
  const paths = recordingPaths(options.mediaDir, row.clubId, row.sessionId);
  const part = await lastWritten(paths.part);
  if (row.state === "starting" && !part) {
    // Nobody was told that it began.
    await quarantine(paths);
    store.remove(row.sessionId);
    return;
  }
  if (row.state === "recording" && part && Date.parse(row.endsAt) > clock.now().getTime())
    try {
      return await options.resume(row);
    } catch (err) {
      log.warn({ err, session: row.sessionId }, "a recording cannot be gone on with: it is closed where it broke off");
    }
  void finisher.finish(closed(row, part, options));
}

/** What the file on the disk says of a recording that broke off. */
function closed(row: RecordingRow, part: Part | null, { journal }: SalvageOptions): RecordingRow {
  if (row.state === "finalizing") return row;
  const endedAt = part?.changedAt ?? new Date(row.startedAt);
  const gaps = closeGaps(row.gaps, endedAt);
  const bytes = part?.bytes ?? row.bytes;
  const told: RecordingRow = {
    ...row,
    state: "finalizing",
    endedAt: endedAt.toISOString(),
    bytes,
    gaps,
    error: INTERRUPTED,
  };
  journal.change(told, "the device restarted");
  return { ...told, endedAt: null };
}

/**
 * Parts that no row speaks of: the database was lost or put back from a copy. Those with our label are finished and told;
 * old ones without any are set aside. Another device's, and what somebody writes just now, are not touched.
 */
export async function salvageOrphans(options: SalvageOptions): Promise<Salvaged> {
  const result: Salvaged = { salvaged: 0, quarantined: 0 };
  for (const { clubId, sessionId } of await findParts(options.mediaDir)) {
    const row = options.store.get(sessionId);
    if (options.isRunning(sessionId) || (row && !["ready", "failed"].includes(row.state))) continue;
    const paths = recordingPaths(options.mediaDir, clubId, sessionId);
    const label = row ? null : await readLabel(paths.label);
    if (label && label.device_id !== options.deviceId) continue;
    if ((await findWritersOf(paths.part)).length > 0) continue;
    if (label) {
      await adopt(
        { cameraId: label.camera_id, startedAt: label.started_at, endsAt: label.ends_at },
        clubId,
        sessionId,
        options,
      );
      result.salvaged++;
    } else if (await isForgotten(paths, options.clock)) {
      if (await quarantine(paths)) result.quarantined++;
      options.log.warn({ session: sessionId, club: clubId }, "a part that belongs to no recording was set aside");
    }
  }
  return result;
}

type Known = Pick<RecordingRow, "cameraId" | "startedAt" | "endsAt">;

async function adopt(known: Known, clubId: number, sessionId: string, options: SalvageOptions): Promise<void> {
  const part = await lastWritten(recordingPaths(options.mediaDir, clubId, sessionId).part);
  const fresh = { fileId: newId(), state: "recording", endedAt: null, bytes: 0, durationSeconds: null } as const;
  const row: RecordingRow = { ...known, ...fresh, sessionId, clubId, gaps: [], error: null, file: null };
  options.store.insert(row);
  void options.finisher.finish(closed(row, part, options));
}

async function findParts(mediaDir: string): Promise<{ clubId: number; sessionId: string }[]> {
  const videos = path.join(mediaDir, "videos");
  const clubs = (await readdir(videos).catch(() => [])).filter((name) => /^\d{1,10}$/.test(name));
  const found = await Promise.all(
    clubs.map(async (club) => {
      const sessions = (await readdir(path.join(videos, club))).map(sessionOfPart).filter((id) => id !== null);
      return sessions.map((sessionId) => ({ clubId: Number(club), sessionId }));
    }),
  );
  return found.flat();
}

type Part = { bytes: number; changedAt: Date };

/** Null for a part without a byte. */
async function lastWritten(part: string): Promise<Part | null> {
  const found = await stat(part).catch(() => null);
  return found && found.size > 0 ? { bytes: found.size, changedAt: found.mtime } : null;
}

async function isForgotten(paths: RecordingPaths, clock: Clock): Promise<boolean> {
  const found = await stat(paths.part).catch(() => null);
  return found !== null && clock.now().getTime() - found.mtimeMs > FORGOTTEN_AFTER_MS;
}
