import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, test, vi } from "vitest";
import { parseLivePart } from "@/lib/contracts/preview";
import { systemClock } from "@/lib/core/clock";
import { initName, segmentName, writePlaylist } from "@/lib/media/live/playlist";
import { LiveStore } from "@/lib/media/live/store";
import { type Folder, makeFolder, makeProxy } from "@/lib/media/media.fixture";
import { startRtspServer } from "@/test/fixtures/rtsp-server";
import { decodeMessages, durationSeconds } from "@/test/video-file";
import { sendParts } from "./part-sender";

const run = promisify(execFile);
let folder: Folder;
beforeAll(() => {
  folder = makeFolder();
});
afterAll(() => folder.remove());

/** What a player would have fetched, as files: a playlist that ended, header and segments. */
async function writeDown(store: LiveStore, name: string): Promise<string> {
  mkdirSync(folder.file(name));
  const whole = store.segments.filter(({ isWhole }) => isWhole);
  for (const { number, stretch, parts } of whole) {
    writeFileSync(folder.file(`${name}/${initName(stretch)}`), store.init(stretch)!);
    writeFileSync(folder.file(`${name}/${segmentName(number)}`), Buffer.concat(parts.map(({ bytes }) => bytes)));
  }
  const text = writePlaylist({ ...store, segments: whole, clockOffsetMs: 0 }, "");
  const playlist = folder.file(`${name}/live.m3u8`);
  writeFileSync(playlist, `${text.replace(/#EXT-X-(PART|PRELOAD|SERVER).*\n/g, "")}#EXT-X-ENDLIST\n`);
  return playlist;
}

test.concurrent.for([
  ["H.264", { codec: "h264", audio: "none" }],
  ["H.264 with sound", { codec: "h264", audio: "aac" }],
  ["H.264 with a telephone's sound", { codec: "h264", audio: "alaw" }],
  ["H.265", { codec: "h265", audio: "none" }],
] as const)(
  "%s from a real RTSP camera: every segment decodes, in time, and nothing is lost",
  async ([name, options], { expect }) => {
    const camera = await startRtspServer(options);
    const hasSound = options.audio !== "none";
    const proxy = makeProxy("rtsp", camera.url, { audio: hasSound });
    const store = new LiveStore();
    const late: number[] = [];
    const outlet = {
      isConnected: () => true,
      send: async (message: Uint8Array) => {
        const part = parseLivePart(message)!;
        const nowMs = Date.now();
        if (part.kind === "part") late.push(nowMs - part.capturedAtMs - part.durationTicks / 90);
        store.add(part, nowMs);
      },
    };
    const sender = sendParts(proxy, outlet, systemClock);
    try {
      await vi.waitFor(() => expect(store.segments.filter(({ isWhole }) => isWhole).length).toBeGreaterThanOrEqual(5), {
        timeout: 20_000,
        interval: 100,
      });
    } finally {
      sender.close();
      await proxy.stop();
      await camera.stop();
    }
    const playlist = await writeDown(store, name);
    const whole = store.segments.filter(({ isWhole }) => isWhole);
    const seconds = whole.flatMap(({ parts }) => parts).reduce((sum, part) => sum + part.seconds, 0);
    expect(new Set(whole.map(({ stretch }) => stretch)).size).toBe(1);
    expect(await decodeMessages(playlist)).toBe("");
    expect(Math.abs((await durationSeconds(playlist)) - seconds)).toBeLessThan(0.2);
    const shown = ["-v", "error", "-show_entries", "stream=codec_type", "-of", "csv=p=0", playlist];
    const types = (await run("ffprobe", shown)).stdout.split("\n").filter(Boolean);
    expect([...new Set(types)].sort()).toEqual(hasSound ? ["audio", "video"] : ["video"]);
    // A part is sent when the next picture came.
    expect(late.sort((a, b) => a - b)[Math.floor(late.length / 2)]).toBeLessThan(1_000);
    expect(sender.dropped).toBe(0);
  },
);
