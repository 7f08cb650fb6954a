import { type FileHandle, open, rm, stat } from "node:fs/promises";
import path from "node:path";
import { AppError, isAppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import { runProcess } from "@/lib/process/node-process-runner";
import type { ProcessRunner } from "@/lib/process/process-runner";
import { runToEnd } from "@/lib/process/run-to-end";
import { FILE_MODE, isErrno, removeDurably, renameDurably } from "@/lib/storage/durable";
import { hashFile } from "@/lib/storage/hash-file";
import { posterArgs } from "./ffmpeg";
import type { Chapter } from "./mp4/chapters";
import { type Contents, copyPlain, finishInPlace, isPlain, readContents } from "./mp4/growing-file";
import { probeVideo } from "./probe";

export type FinishRecordingOptions = {
  partPath: string;
  finalPath: string;
  posterPath: string;
  ffmpegPath: string;
  ffprobePath: string;
  log: Logger;
  run?: ProcessRunner;
  chapters?: readonly Chapter[];
  /** Throws when a second copy of so many bytes has no room; asked only when one is made. */
  assertRoom?: (bytes: number) => Promise<void>;
};
export type FinishedRecording = { bytes: number; durationSeconds: number; sha256: string; hasPoster: boolean };

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
  const { partPath, finalPath } = options;
  // A final name was given only to a whole, verified file: then just the rest is left to do.
  if (!(await exists(finalPath))) {
    if (!(await exists(partPath))) throw new AppError("not_found", "There is nothing to finish.");
    await makePlain(run, options);
  }
  const finished = await describeFinished(run, options);
  await removeDurably(partPath);
  return finished;
}

export type DescribeOptions = Pick<
  FinishRecordingOptions,
  "finalPath" | "posterPath" | "ffmpegPath" | "ffprobePath" | "log"
>;

/** What is told of a video that has its name; makes its poster when there is none yet. */
export async function describeFinished(run: ProcessRunner, options: DescribeOptions): Promise<FinishedRecording> {
  const { finalPath, posterPath, ffprobePath } = options;
  const { durationSeconds } = await probeVideo(run, ffprobePath, finalPath);
  const hasPoster = (await exists(posterPath)) || (await makePoster(run, options, durationSeconds));
  const sha256 = await hashFile(finalPath);
  const { size: bytes } = await stat(finalPath);
  return { bytes, durationSeconds, sha256, hasPoster };
}

async function makePlain(run: ProcessRunner, options: FinishRecordingOptions): Promise<void> {
  const { partPath, finalPath, ffprobePath } = options;
  const file = await open(partPath, "r+");
  try {
    if (!(await isPlain(file))) await becomePlain(file, options);
  } finally {
    await file.close();
  }
  await probeVideo(run, ffprobePath, partPath);
  await renameDurably(partPath, finalPath);
}

/** In place; a file whose index does not fit its room, or leaves much of it empty, is copied where the disk has room. */
async function becomePlain(
  file: FileHandle,
  { partPath, chapters, assertRoom = async () => {}, log }: FinishRecordingOptions,
): Promise<void> {
  const contents = await readContents(file);
  if (!contents) throw new AppError("unprocessable", "The recording cannot be read.");
  if (await finishInPlace(file, contents, { chapters })) return;
  try {
    await assertRoom(contents.bytes);
    await copyOver(file, contents, partPath, chapters);
  } catch (error) {
    if (isAppError(error) && error.code === "unprocessable") throw error;
    if (!(await finishInPlace(file, contents, { chapters, keepsRoom: true }))) throw error;
    log.info({ err: error, partPath }, "a recording keeps the room its index did not need");
  }
}

/** The plain copy takes the place of the part at once, or not at all. */
async function copyOver(file: FileHandle, contents: Contents, partPath: string, chapters: readonly Chapter[] = []) {
  const born = `${partPath}.finishing`;
  try {
    const copy = await open(born, "w", FILE_MODE);
    try {
      await copyPlain(file, contents, copy, chapters);
    } finally {
      await copy.close();
    }
    await renameDurably(born, partPath);
  } catch (error) {
    await rm(born, { force: true });
    throw error;
  }
}

/** A frame near the first second. A recording without poster is still a recording. */
async function makePoster(
  run: ProcessRunner,
  { ffmpegPath, finalPath, posterPath, log }: DescribeOptions,
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

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return false;
    throw error;
  }
}
