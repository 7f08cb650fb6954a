import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rm, stat } from "node:fs/promises";
import path from "node:path";
import { AppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import { runProcess } from "@/lib/process/node-process-runner";
import type { ProcessRunner } from "@/lib/process/process-runner";
import { runToEnd } from "@/lib/process/run-to-end";
import { FILE_MODE, isErrno, removeDurably, renameDurably } from "@/lib/storage/durable";
import { posterArgs, remuxArgs } from "./ffmpeg";
import { finishInPlace, readContents, readSpareBytes } from "./mp4/growing-file";
import { probeVideo } from "./probe";

export type FinishRecordingOptions = {
  partPath: string;
  finalPath: string;
  posterPath: string;
  ffmpegPath: string;
  ffprobePath: string;
  log: Logger;
  run?: ProcessRunner;
  /** Throws when a second copy of so many bytes has no room; asked only when one is made. */
  assertRoom?: (bytes: number) => Promise<void>;
};
export type FinishedRecording = { bytes: number; durationSeconds: number; sha256: string; hasPoster: boolean };

/** Ten hours of 8 Mbit/s from and to an SD card of 20 MB/s. */
const REMUX_DEADLINE_MS = 2 * 60 * 60_000;
const POSTER_DEADLINE_MS = 30_000;

/**
 * Makes the finished MP4 of a fragmented part: plain, its index in front, verified and durable under its name before the
 * part goes, with a poster beside it. Wherever it is cut off, running it again ends well, also on a part that broke off
 * anywhere. Throws `unprocessable` when nothing in the part can be played (it is still there), `storage_full`,
 * `not_found` when there is neither part nor file.
 */
export async function finishRecording({
  run = runProcess,
  ...options
}: FinishRecordingOptions): Promise<FinishedRecording> {
  const { partPath, finalPath, posterPath, ffprobePath } = options;
  // A final name was given only to a whole, verified file: then just the rest is left to do.
  if (!(await exists(finalPath))) {
    if (!(await exists(partPath))) throw new AppError("not_found", "There is nothing to finish.");
    await makePlain(run, options);
  }
  const { durationSeconds } = await probeVideo(run, ffprobePath, finalPath);
  const hasPoster = (await exists(posterPath)) || (await makePoster(run, options, durationSeconds));
  const sha256 = await hashFile(finalPath);
  const { size: bytes } = await stat(finalPath);
  await removeDurably(partPath);
  return { bytes, durationSeconds, sha256, hasPoster };
}

/** Where the finished file grows before it gets its name; a leftover is overwritten by the next run. */
export const finishingPath = (finalPath: string): string =>
  path.join(path.dirname(finalPath), `.${path.basename(finalPath)}.finishing`);

/** What is left of the room for the index is worth a second copy when it is more than this share of the file. */
const WORTH_A_COPY = 0.05;

/** In place; a short recording that was meant to be long is then copied without the room its index did not need. */
async function makePlain(run: ProcessRunner, options: FinishRecordingOptions): Promise<void> {
  const { partPath, finalPath, ffprobePath, assertRoom = async () => {}, log } = options;
  const spareBytes = await becomePlain(partPath);
  const { size } = await stat(partPath);
  if (spareBytes === null) {
    await assertRoom(size);
    return remux(run, options);
  }
  if (spareBytes > size * WORTH_A_COPY)
    try {
      await assertRoom(size);
      return await remux(run, options);
    } catch (err) {
      log.info({ err, partPath }, "a recording keeps the room its index did not need");
    }
  await probeVideo(run, ffprobePath, partPath);
  await renameDurably(partPath, finalPath);
}

/** Makes the part plain in place; null when that cannot be, else the bytes of room left over. */
async function becomePlain(partPath: string): Promise<number | null> {
  const file = await open(partPath, "r+");
  try {
    const contents = (await readSpareBytes(file)) === null ? await readContents(file) : null;
    if (contents) await finishInPlace(file, contents);
    return await readSpareBytes(file);
  } finally {
    await file.close();
  }
}

async function remux(
  run: ProcessRunner,
  { ffmpegPath, ffprobePath, partPath, finalPath, log }: FinishRecordingOptions,
): Promise<void> {
  const { codec } = await probeVideo(run, ffprobePath, partPath);
  const born = finishingPath(finalPath);
  try {
    await createPrivate(born);
    const spec = { command: ffmpegPath, args: remuxArgs(partPath, born, codec), diesWithParent: true };
    const { code, signal, stderrTail } = await runToEnd(run, spec, { deadlineMs: REMUX_DEADLINE_MS });
    if (code !== 0) throw remuxError(signal, stderrTail);
    const made = await probeVideo(run, ffprobePath, born);
    if (made.durationSeconds <= 0)
      throw new AppError("unprocessable", "There is not one whole picture in the recording.");
    if (stderrTail.length > 0) log.info({ partPath, said: stderrTail.slice(-5) }, "a part was finished with remarks");
    await renameDurably(born, finalPath);
  } catch (error) {
    await rm(born, { force: true });
    throw error;
  }
}

function remuxError(signal: NodeJS.Signals | null, said: string[]): AppError {
  const text = said.join("\n");
  if (/No space left|Disk quota/i.test(text))
    return new AppError("storage_full", "There is no room to finish the recording.");
  if (signal) return new AppError("unavailable", "Finishing the recording was interrupted.");
  return /Input\/output error|Read-only file system/i.test(text)
    ? new AppError("unavailable", "The device's disk does not work properly.")
    : new AppError("unprocessable", "The recording cannot be read.");
}

/** A frame near the first second. A recording without poster is still a recording. */
async function makePoster(
  run: ProcessRunner,
  { ffmpegPath, finalPath, posterPath, log }: FinishRecordingOptions,
  durationSeconds: number,
): Promise<boolean> {
  const born = path.join(path.dirname(posterPath), `.${path.basename(posterPath)}.part`);
  try {
    await createPrivate(born);
    const spec = { command: ffmpegPath, args: posterArgs(finalPath, born, Math.min(1, durationSeconds / 2)) };
    const { code, stderrTail } = await runToEnd(run, spec, { deadlineMs: POSTER_DEADLINE_MS });
    if (code !== 0 || (await stat(born)).size === 0) throw new Error(stderrTail.at(-1) ?? "no picture came");
    await renameDurably(born, posterPath);
    return true;
  } catch (err) {
    log.warn({ err, finalPath }, "a recording has no poster");
    await rm(born, { force: true });
    return false;
  }
}

/** ffmpeg would make it readable for everybody; a file that exists keeps its mode. */
async function createPrivate(file: string): Promise<void> {
  const handle = await open(file, "w", FILE_MODE);
  await handle.close();
}

/** Reads the whole file once: 2 GB/s at best, the disk's speed usually. */
async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(piece as Buffer);
  return hash.digest("hex");
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return false;
    throw error;
  }
}
