import { afterAll, expect, test } from "vitest";
import { runProcess } from "@/lib/process/node-process-runner";
import { silent } from "../media.fixture";
import type { AudioUnit } from "../packets";
import { openForeignSound, rawSoundOf } from "./foreign-sound";
import { rtpPacket } from "./rtp.fixture";
import type { SdpMedia } from "./sdp";

const cleanUps: (() => unknown)[] = [];
afterAll(async () => {
  await Promise.all(cleanUps.map((cleanUp) => cleanUp()));
});
const camera = { id: 1, club_id: 1, name: "Court", source: "rtsp" as const, url: "", audio: true, sensors: false };
const deps = { camera, run: runProcess, ffmpegPath: "ffmpeg", log: silent };

async function hear(encoding: string, rate: number, channels: number) {
  const media: SdpMedia = {
    ...{ kind: "audio", payloadType: 97, encoding, rate, channels, control: "*" },
    parameters: new Map(),
  };
  const units: AudioUnit[] = [];
  const sound = rawSoundOf(media)!;
  const track = await openForeignSound(deps, media, sound, (unit) => units.push(unit));
  cleanUps.push(() => track.close());
  /** So many seconds, 20 ms in each packet. */
  const say = (bytes: Buffer, seconds: number, from = 0) => {
    const samples = rate / 50;
    for (let i = 0; i < seconds * 50; i++)
      track.receive(rtpPacket({ sequence: i, time: from + i * samples, payloadType: 97 }, bytes), 1_000);
  };
  const size = (rate / 50) * channels * (sound.bitsPerSample / 8);
  return { units, say, size, track };
}

test.concurrent.for([
  ["PCMU", 8_000, 1],
  ["PCMA", 8_000, 1],
  ["G726-32", 8_000, 1],
  ["L16", 44_100, 2],
] as const)("%s at %s Hz", async ([encoding, rate, channels], { expect }) => {
  const { units, say, size } = await hear(encoding, rate, channels);
  say(Buffer.alloc(size, 0xd5), 1);
  // The encoder keeps the last ones until more comes.
  const whole = Math.floor(rate / 1_024);
  await expect.poll(() => units.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(Math.floor(whole / 2));
  expect(units[0]).toMatchObject({ format: { sampleRate: rate, channels } });
  const span = units.at(-1)!.pts - units[0]!.pts;
  expect(Math.abs(span - ((units.length - 1) * 1_024 * 90_000) / rate)).toBeLessThan(2);
});

test.concurrent("when its encoder dies the sound ends, and nothing else", async ({ expect }) => {
  const { units, say, size, track } = await hear("PCMU", 8_000, 1);
  say(Buffer.alloc(size), 2);
  await expect.poll(() => units.length, { timeout: 10_000 }).toBeGreaterThan(5);
  await track.close();
  const count = units.length;
  for (let i = 0; i < 20; i++) say(Buffer.alloc(size), 2, i * 16_000);
  expect(units.length).toBe(count);
});

test("other sound is not encoded", () => {
  const media = { kind: "audio", payloadType: 97, rate: 8_000, channels: 1, control: "*", parameters: new Map() };
  expect(rawSoundOf({ ...media, encoding: "MP4A-LATM" })).toBeNull();
  expect(rawSoundOf({ ...media, encoding: "PCMU", kind: "video" })).toBeNull();
  expect(rawSoundOf({ ...media, encoding: "PCMU", channels: 8 })).toBeNull();
});
