import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createLogger } from "@/lib/core/logger";
import { finishRecording } from "@/lib/media/finish-recording";
import { durationSeconds, topBoxes } from "@/test/video-file";
import type { Row } from "../row";
import type { Bench } from "./bench";
import { writeLongPart } from "./long-recording";

const MINUTES = { whole: 90, quick: 5 };
const log = createLogger("bench", "silent");
type Paths = { partPath: string; finalPath: string; posterPath: string };

/** Stop → playable of a 90-minute file: as it ends by itself, after a kill, and beside a copy with `-movflags +faststart`. */
export async function measureFinish({ isQuick }: Bench): Promise<Row[]> {
  const minutes = MINUTES[isQuick ? "quick" : "whole"];
  const dir = mkdtempSync(path.join(tmpdir(), "vigie-finish-"));
  const pathsOf = (name: string): Paths => ({
    partPath: path.join(dir, `.${name}.mp4.part`),
    finalPath: path.join(dir, `${name}.mp4`),
    posterPath: path.join(dir, `${name}.jpg`),
  });
  try {
    const [stopped, killed] = [pathsOf("stopped"), pathsOf("killed")];
    const broken = await writeLongPart(killed.partPath, minutes);
    await broken.close();
    const { size } = statSync(killed.partPath);
    const faststartMs = await timed(() => copyFaststart(killed.partPath, path.join(dir, "faststart.mp4")));
    await rm(path.join(dir, "faststart.mp4"));
    const afterKill = await timeFinish(killed, async () => {});
    await rm(killed.finalPath);
    const part = await writeLongPart(stopped.partPath, minutes);
    await settled(part, stopped.partPath);
    const afterStop = await timeFinish(stopped, () => part.finish([]));
    await check(stopped.finalPath, minutes);
    const shared = { unit: "ms", peer: { name: "ffmpeg -c copy +faststart", value: faststartMs } };
    const seen = (rest: number) =>
      `${(size / 2 ** 30).toFixed(2)} GiB; poster and hash after that ${rest.toFixed(0)} ms`;
    const stop = { what: `a ${minutes}-minute recording: stop → playable`, value: afterStop.playableMs };
    const kill = { what: "the same after a kill, its index read again", value: afterKill.playableMs };
    return [
      { ...stop, ...shared, aim: { most: 2_000 }, seen: seen(afterStop.restMs) },
      { ...kill, ...shared, seen: seen(afterKill.restMs) },
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What the disk still has to do of the quick writing is nothing a recording would have left. */
async function settled(part: { bytes(): number }, file: string): Promise<void> {
  for (let known = -1; known !== part.bytes(); ) {
    known = part.bytes();
    await delay(1_000);
  }
  const child = spawn("sync", ["--", file]);
  await once(child, "exit");
}

/** Playable: whole, verified and under its name. */
async function timeFinish(paths: Paths, end: () => Promise<void>): Promise<{ playableMs: number; restMs: number }> {
  const startedAt = performance.now();
  await end();
  const finished = finishRecording({ ...paths, ffmpegPath: "ffmpeg", ffprobePath: "ffprobe", log });
  let isOver = false;
  const over = finished.finally(() => {
    isOver = true;
  });
  while (!existsSync(paths.finalPath) && !isOver) await delay(2);
  const playableMs = performance.now() - startedAt;
  await over;
  return { playableMs, restMs: performance.now() - startedAt - playableMs };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function copyFaststart(from: string, to: string): Promise<void> {
  const args = ["-nostdin", "-v", "error", "-f", "mp4", "-i", from, "-c", "copy", "-movflags", "+faststart", to];
  const [code] = await once(spawn("ffmpeg", args, { stdio: ["ignore", "ignore", "inherit"] }), "exit");
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
}

async function check(file: string, minutes: number): Promise<void> {
  const boxes = await topBoxes(file);
  if (boxes.includes("moof") || boxes.indexOf("moov") > boxes.indexOf("mdat")) throw new Error(`boxes: ${boxes}`);
  const lasts = await durationSeconds(file);
  if (Math.abs(lasts - minutes * 60) > 1) throw new Error(`it lasts ${lasts} s`);
}
