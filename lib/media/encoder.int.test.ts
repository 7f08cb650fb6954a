import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { systemClock } from "@/lib/core/clock";
import { runProcess } from "@/lib/process/node-process-runner";
import { createEncoder, type Picture } from "./encoder";
import { encodeJpegArgs } from "./ffmpeg";
import { silent, wait } from "./media.fixture";
import { MjpegParser } from "./mjpeg-parser";
import type { VideoUnit } from "./packets";

const SIZE = { width: 480, height: 272 };
const ENCODE = { codec: "libx264", preset: "veryfast", crf: 23, fps: 25 };

/** What a camera sends in the dark: a thousandth of what it sends by day. */
function darkPicture(): Buffer {
  const source = `color=gray:size=${SIZE.width}x${SIZE.height}`;
  const args = ["-v", "error", "-f", "lavfi", "-i", source, "-frames:v", "1", "-f", "mjpeg", "pipe:1"];
  const found: Buffer[] = [];
  new MjpegParser((jpeg) => found.push(jpeg)).push(execFileSync("ffmpeg", args));
  return found[0]!;
}

test.each([12, 5])(
  "small pictures, %i a second, are in the file within a second: a kill costs no more",
  async (fps) => {
    const data = darkPicture();
    expect(data.length).toBeLessThan(2_000);
    const units: VideoUnit[] = [];
    const encoder = createEncoder({
      args: () => encodeJpegArgs(ENCODE, SIZE),
      ...{ ffmpegPath: "ffmpeg", run: runProcess, clock: systemClock, log: silent },
      ...{ onUnit: (unit: VideoUnit) => void units.push(unit), onLine: () => {}, onReplaced: () => {} },
    });
    // Counted in pictures, which come at a camera's own pace: a machine that is busy makes nothing of it.
    for (let n = 0; n < fps && units.length === 0; n++) {
      const picture: Picture = { kind: "jpeg", data, ...SIZE, atMs: systemClock.monotonicMs() };
      encoder.take(picture);
      await wait(1_000 / fps);
    }
    await encoder.kill();
    expect(units.length).toBeGreaterThan(0);
  },
);
