import { expect, test } from "vitest";
import type { AudioUnit, VideoCodec, VideoUnit } from "../../packets";
import { AacUnpacker } from "../aac";
import { H264_KEY, H264_OTHER, H264_SETS, rtpPacket, withLengths } from "../rtp.fixture";
import { UNPACK, type UnitSink } from "../unpack";
import { describeStreams } from "./description";
import { audioPayloads, videoPayloads } from "./packetize";

/** What our own reader makes of payloads: whole NAL units. */
function readBack(payloads: readonly Buffer[], codec: VideoCodec): Buffer[] {
  const units: Buffer[] = [];
  let open: Buffer[] = [];
  const sink: UnitSink = {
    isUnitOpen: false,
    openUnit() {
      open = [];
      Object.assign(sink, { isUnitOpen: true });
    },
    byte: (value) => void open.push(Buffer.from([value])),
    write: (bytes, start, end) => void open.push(Buffer.from(bytes.subarray(start, end))),
    closeUnit() {
      units.push(Buffer.concat(open));
      Object.assign(sink, { isUnitOpen: false });
    },
  };
  for (const [sequence, payload] of payloads.entries())
    expect(UNPACK[codec](rtpPacket({ sequence, time: 0 }, payload), sink)).toBe(true);
  return units;
}

const video = (codec: VideoCodec, isKey: boolean, units: Buffer[]): VideoUnit => ({
  ...{ kind: "video", isKey, pts: 0, dts: 0, data: withLengths(...units) },
  format: { codec, width: 1280, height: 720, parameterSets: H264_SETS },
});
const large = (...head: number[]) => Buffer.concat([Buffer.from(head), Buffer.alloc(5_000, 7)]);

test("a key frame goes with its parameter sets, a large one in fragments; only the last piece ends the picture", () => {
  const units = [large(0x65, 0x88), H264_KEY];
  const payloads = [...videoPayloads(video("h264", true, units))];
  expect(
    readBack(
      payloads.map(({ bytes }) => bytes),
      "h264",
    ),
  ).toEqual([...H264_SETS, ...units]);
  expect(payloads.map(({ isLast }) => isLast)).toEqual([...payloads.slice(1).map(() => false), true]);
  expect(Math.max(...payloads.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(1_402);
  const other = [...videoPayloads(video("h264", false, [H264_OTHER]))];
  expect(other).toEqual([{ bytes: H264_OTHER, isLast: true }]);
});

test("H.265 keeps both bytes of a unit's head", () => {
  const units = [large(0x26, 0x01), Buffer.from([0x02, 0x01, 9, 9])];
  const payloads = [...videoPayloads(video("hevc", false, units))];
  expect(
    readBack(
      payloads.map(({ bytes }) => bytes),
      "hevc",
    ),
  ).toEqual(units);
});

const SOUND = { codec: "aac", sampleRate: 44_100, channels: 1, config: Buffer.from([0x12, 0x08]) } as const;

test("a packet of sound, also one larger than a payload", () => {
  for (const size of [1, 300, 1_400, 3_000]) {
    const unit: AudioUnit = { kind: "audio", format: SOUND, data: Buffer.alloc(size, 5), pts: 0 };
    const parameters = new Map([
      ["sizelength", "13"],
      ["indexlength", "3"],
    ]);
    const about = { kind: "audio", payloadType: 97, encoding: "MPEG4-GENERIC", rate: 44_100, channels: 1, control: "" };
    const unpacker = new AacUnpacker({ ...about, parameters });
    const packets: Buffer[] = [];
    for (const [sequence, { bytes }] of [...audioPayloads(unit)].entries())
      unpacker.unpack(rtpPacket({ sequence, time: 0 }, bytes), (data) => packets.push(data));
    expect(packets).toEqual([unit.data]);
  }
});

test("the description names codecs, parameter sets and sound", () => {
  const { format } = video("h264", true, [H264_KEY]);
  const text = describeStreams({ video: format, audio: SOUND }, "10.0.0.5");
  expect(text).toContain("a=rtpmap:96 H264/90000\r\n");
  expect(text).toContain(`sprop-parameter-sets=${H264_SETS.map((set) => set.toString("base64")).join(",")}\r\n`);
  expect(text).toContain("a=rtpmap:97 MPEG4-GENERIC/44100/1\r\n");
  expect(text).toContain("config=1208\r\n");
});
