import { once } from "node:events";
import type { Writable } from "node:stream";
import { AppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import type { ProcessRunner } from "@/lib/process/process-runner";
import { type EncodeSettings, encodeJpegArgs } from "./ffmpeg";
import { UnitReader } from "./mp4/unit-reader";
import { type JpegUnit, TICKS_PER_MS, type VideoUnit } from "./packets";
import { smjpegFrameHeader, smjpegHeader } from "./smjpeg";

type SeenJpeg = JpegUnit & { atMs: number };
type Options = { ffmpegPath: string; encode: EncodeSettings; run: ProcessRunner; log: Logger };

/** A minute at 720p takes a Pi about as long; a device with much else to do longer. */
const DEADLINE_MS = 5 * 60_000;
const STOP = { eofMs: DEADLINE_MS, graceMs: DEADLINE_MS };

/**
 * Encodes JPEGs, each shown from when it came, as a recording of them would be; on their own clock. Throws
 * `unprocessable` without one, `internal` when ffmpeg fails.
 */
export async function encodeJpegs(jpegs: readonly SeenJpeg[], options: Options): Promise<VideoUnit[]> {
  const [first] = jpegs;
  if (!first) throw new AppError("unprocessable", "There is not one whole picture.");
  const base = Math.round(first.atMs * TICKS_PER_MS);
  const units: VideoUnit[] = [];
  const reader = new UnitReader((unit) => {
    if (unit.kind === "video") units.push({ ...unit, pts: unit.pts + base, dts: unit.dts + base });
  });
  const spec = { command: options.ffmpegPath, args: encodeJpegArgs(options.encode, first), diesWithParent: true };
  const child = await options
    .run(spec, { stdin: true, onStdout: (bytes) => reader.push(bytes) })
    .catch((cause: unknown) => {
      throw new AppError("internal", "ffmpeg cannot be started on this device.", { cause });
    });
  await feed(child.stdin!, jpegs, child.exited);
  const { code, signal, stderrTail } = await child.stop(STOP);
  if (code === 0) return units;
  options.log.error({ code, signal, said: stderrTail }, "a clip could not be encoded");
  throw new AppError("internal", "The clip could not be encoded; the device's log says why.");
}

/** Never more than the encoder takes. */
async function feed(stdin: Writable, jpegs: readonly SeenJpeg[], exited: Promise<unknown>): Promise<void> {
  const [first] = jpegs;
  stdin.write(smjpegHeader(first!));
  let lastMs = -1;
  for (const { atMs, data } of jpegs) {
    if (!stdin.writable) return;
    lastMs = Math.max(Math.round(atMs - first!.atMs), lastMs + 1);
    stdin.write(smjpegFrameHeader(lastMs, data.length));
    if (!stdin.write(data)) await Promise.race([once(stdin, "drain"), exited]);
  }
}
