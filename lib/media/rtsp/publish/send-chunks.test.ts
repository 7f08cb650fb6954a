import { expect, test } from "vitest";
import { ManualClock } from "@/lib/core/manual-clock";
import type { VideoFormat } from "../../packets";
import type { PictureChunk } from "../../ports";
import { H264_KEY, H264_OTHER, H264_SETS, withLengths } from "../rtp.fixture";
import { RtpPacket } from "../rtp-packet";
import { readSenderReport } from "../sender-report";
import { sendChunks } from "./send-chunks";

const FORMAT: VideoFormat = { codec: "h264", width: 1280, height: 720, parameterSets: H264_SETS };
const SOUND = { codec: "aac", sampleRate: 44_100, channels: 1, config: Buffer.from([0x12, 0x08]) } as const;
const picture = (isKey: boolean, pts: number, format = FORMAT): PictureChunk => ({
  ...{ kind: "video", isKey, pts, dts: pts, format, atMs: pts / 90, gopMs: 1_000 },
  data: withLengths(isKey ? H264_KEY : H264_OTHER),
});

function setUp() {
  const clock = new ManualClock(new Date("2026-03-01T18:00:00.500Z"));
  const sent: { channel: number; packet: Buffer }[] = [];
  const state = { hasRoom: true, otherFormats: 0 };
  const sendPacket = (channel: number, packet: Buffer) => {
    if (state.hasRoom) sent.push({ channel, packet });
    return state.hasRoom;
  };
  const formats = { video: FORMAT, audio: SOUND };
  const send = sendChunks({ sendPacket }, [0, 2], { formats, clock }, () => state.otherFormats++);
  const packets = (wanted: number) =>
    sent
      .filter(({ channel }) => channel === wanted)
      .map(({ packet }) => {
        const read = new RtpPacket();
        expect(read.read(packet, 0, packet.length)).toBe(true);
        return read;
      });
  return { clock, sent, state, send, packets };
}

test("it begins with a key frame, numbers each packet and ends each picture", () => {
  const { send, packets } = setUp();
  send(picture(false, 0));
  send(picture(true, 3_600));
  send(picture(false, 7_200));
  const all = packets(0);
  expect(all.map(({ time }) => time)).toEqual([3_600, 3_600, 3_600, 7_200]);
  expect(all.map(({ isLast }) => isLast)).toEqual([false, false, true, true]);
  expect(all.map(({ sequence }) => (sequence - all[0]!.sequence + 0x10000) & 0xffff)).toEqual([0, 1, 2, 3]);
});

test("a server that is behind gets nothing up to the next key frame, and nobody waits for it", () => {
  const { send, state, packets } = setUp();
  send(picture(true, 0));
  state.hasRoom = false;
  send(picture(false, 3_600));
  state.hasRoom = true;
  send(picture(false, 7_200));
  send({ kind: "audio", format: SOUND, data: Buffer.alloc(10), pts: 7_200, atMs: 80 });
  send(picture(true, 10_800));
  expect([...new Set(packets(0).map(({ time }) => time))]).toEqual([0, 10_800]);
  expect(packets(2)).toEqual([]);
});

test("sound is timed by its own clock, and both clocks are told to belong together", () => {
  const { send, sent, clock, packets } = setUp();
  clock.advance(1_000);
  send(picture(true, 90_000));
  send({ kind: "audio", format: SOUND, data: Buffer.alloc(10), pts: 180_000, atMs: 2_000 });
  expect(packets(2)[0]!.time).toBe(88_200);
  const reports = [1, 3].map((wanted) => sent.find(({ channel }) => channel === wanted)!.packet);
  const [video, sound] = reports.map((bytes) => readSenderReport(bytes, 0, bytes.length)!);
  expect([video!.time, sound!.time]).toEqual([90_000, 44_100]);
  expect(video!.clockTicks).toBeCloseTo(sound!.clockTicks, 0);
  expect(video!.clockTicks / 90_000 - 2_208_988_800).toBeCloseTo(Date.parse("2026-03-01T18:00:01.500Z") / 1_000, 2);
});

test("another size or codec, or single pictures, are told", () => {
  const { send, state } = setUp();
  send(picture(true, 0, { ...FORMAT, width: 640 }));
  send(picture(true, 0, { ...FORMAT, codec: "hevc" }));
  send({ kind: "jpeg", data: Buffer.alloc(1), width: 1, height: 1, atMs: 0 });
  expect(state.otherFormats).toBe(3);
});
