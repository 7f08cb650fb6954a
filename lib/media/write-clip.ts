import { open, rm } from "node:fs/promises";
import { AppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import { runProcess } from "@/lib/process/node-process-runner";
import type { ProcessRunner } from "@/lib/process/process-runner";
import { FILE_MODE, isErrno, renameDurably } from "@/lib/storage/durable";
import { encodeJpegs } from "./encode-jpegs";
import type { EncodeSettings } from "./ffmpeg";
import { type DescribeOptions, describeFinished, type FinishedRecording } from "./finish-recording";
import { makePlain } from "./mp4/make-plain";
import { TICKS_PER_MS } from "./packets";
import { probeVideo } from "./probe";
import type { SeenUnit } from "./ring";

export type WriteClipOptions = DescribeOptions & {
  partPath: string;
  /** Of a camera that had stopped sending the last picture stands until then; on the clock of the units. */
  untilMs: number;
  /** For a camera that sends JPEGs. */
  encode: EncodeSettings;
  log: Logger;
  run?: ProcessRunner;
};

const BATCH_BYTES = 1024 * 1024;

/**
 * Makes a clip of these units, in the order they came: plain, verified and durable under its name, with a poster. It
 * begins with their first key frame; pictures are copied, JPEGs encoded; a pause of the camera is time that stands still.
 * Nothing is left when it rejects: `unprocessable` without a whole picture, `storage_full`, `internal`.
 */
export async function writeClip(units: readonly SeenUnit[], options: WriteClipOptions): Promise<FinishedRecording> {
  const { run = runProcess, partPath, finalPath, ffprobePath } = options;
  try {
    const jpegs = units.filter((unit) => unit.kind === "jpeg");
    const coded = jpegs.length > 0 ? await encodeJpegs(jpegs, { ...options, run }) : units.filter(isCoded);
    await writePieces(partPath, makePlain(coded, Math.round(options.untilMs * TICKS_PER_MS)));
    await probeVideo(run, ffprobePath, partPath);
    await renameDurably(partPath, finalPath);
  } catch (error) {
    await rm(partPath, { force: true });
    throw isErrno(error, "ENOSPC") || isErrno(error, "EDQUOT")
      ? new AppError("storage_full", "The device's disk is full. Delete or move recordings first.", { cause: error })
      : error;
  }
  return describeFinished(run, options);
}

const isCoded = (unit: SeenUnit) => unit.kind !== "jpeg";

async function writePieces(file: string, pieces: readonly Buffer[]): Promise<void> {
  const handle = await open(file, "w", FILE_MODE);
  try {
    for (const batch of batches(pieces)) await handle.writeFile(batch);
  } finally {
    await handle.close();
  }
}

/** Thousands of small writes would cost more than copying once. */
function* batches(pieces: readonly Buffer[]): Generator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    held.push(piece);
    bytes += piece.length;
    if (bytes < BATCH_BYTES) continue;
    yield Buffer.concat(held, bytes);
    [held, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(held, bytes);
}
