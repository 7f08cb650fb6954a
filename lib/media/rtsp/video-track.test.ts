import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { VideoUnit } from "../packets";
import { fragmentsOf, H264_KEY, H264_OTHER, H264_SETS, rtpBytes, rtpPacket, withLengths } from "./rtp.fixture";
import { RtpPacket } from "./rtp-packet";
import type { SdpMedia } from "./sdp";
import { VideoTrack } from "./tracks";

const media = (sets: readonly Buffer[] = []): SdpMedia => ({
  ...{ kind: "video", payloadType: 96, encoding: "H264", rate: 90_000, channels: 1, control: "*" },
  parameters: new Map([["sprop-parameter-sets", sets.map((set) => set.toString("base64")).join(",")]]),
});

function watch(sets: readonly Buffer[] = H264_SETS, firstSequence = 65_530) {
  const units: VideoUnit[] = [];
  const track = new VideoTrack(media(sets), "h264", (unit) => units.push(unit));
  let sequence = firstSequence;
  return {
    units,
    track,
    lose: (count = 1) => {
      sequence += count;
    },
    /** Payloads of one picture, the last one marked. */
    picture(time: number, payloads: readonly Buffer[], { isMarked = true } = {}) {
      payloads.forEach((payload, index) => {
        const isLast = isMarked && index === payloads.length - 1;
        track.receive(rtpPacket({ sequence: sequence++, time, isLast }, payload), 1_000);
      });
    },
  };
}
const aggregate = (...units: Buffer[]) =>
  Buffer.concat([
    Buffer.from([24]),
    ...units.flatMap((unit) => [Buffer.from([unit.length >> 8, unit.length & 255]), unit]),
  ]);
const LARGE_KEY = Buffer.concat([Buffer.from([0x65, 0x88]), Buffer.alloc(40, 7)]);

test("a picture is the same in one packet, in an aggregate and in pieces cut anywhere", () => {
  const ways: Buffer[][] = [[H264_KEY], [aggregate(H264_KEY)]];
  for (let a = 2; a < H264_KEY.length - 1; a++)
    for (let b = a + 1; b < H264_KEY.length; b++) ways.push(fragmentsOf(H264_KEY, [a, b]));
  for (const payloads of ways) {
    const { units, picture } = watch();
    picture(5_000, payloads);
    expect(units).toMatchObject([{ isKey: true, data: withLengths(H264_KEY), pts: 90_000, dts: 90_000 }]);
    expect(units[0]!.format).toMatchObject({ codec: "h264", width: 1280, height: 720 });
  }
});

test("parameter sets and delimiters are not in the picture; other units are", () => {
  const [sei, delimiter] = [Buffer.from([6, 5, 1]), Buffer.from([9, 0xf0])];
  const { units, picture } = watch([]);
  picture(1, [H264_OTHER]); // nothing can be made of it yet
  picture(2, [aggregate(delimiter, ...H264_SETS), sei, H264_KEY]);
  picture(3, [H264_OTHER]);
  picture(4, [...H264_SETS], { isMarked: true });
  picture(5, [H264_KEY]);
  expect(units.map(({ data }) => data)).toEqual([
    ...[withLengths(sei, H264_KEY), withLengths(H264_OTHER), withLengths(H264_KEY)],
  ]);
  expect(units[2]!.format).toBe(units[0]!.format);
});

test("other parameter sets are another format, from the next key frame", () => {
  const { units, picture } = watch();
  const other = [H264_SETS[0]!, Buffer.from("68ce3c80ff", "hex")];
  picture(1, [H264_KEY]);
  picture(2, [...other, H264_KEY]);
  expect(units[1]!.format).not.toBe(units[0]!.format);
  expect(units[1]!.format.parameterSets[1]).toEqual(other[1]);
});

test("without marks a picture ends where the next begins; marks after each slice are not believed", () => {
  const silent = watch();
  for (const time of [0, 3_600, 7_200]) silent.picture(time, [H264_KEY], { isMarked: false });
  expect(silent.units.map(({ pts }) => pts)).toEqual([90_000, 93_600]);

  const wordy = watch();
  const rest = Buffer.from([0x65, 0x40, 1, 2]);
  for (let time = 0; time < 5; time++) for (const slice of [H264_KEY, rest]) wordy.picture(time * 3_600, [slice]);
  expect(wordy.units.slice(1).map(({ data }) => data)).toEqual([1, 2, 3].map(() => withLengths(H264_KEY, rest)));
});

describe("after a loss nothing comes before the next key frame", () => {
  test.each([0, 1, 2])("packet %s of a picture in three", (lost) => {
    const { units, picture, lose } = watch();
    picture(0, [H264_KEY]);
    const pieces = fragmentsOf(H264_OTHER, [3, 5]);
    pieces.forEach((piece, index) => {
      if (index === lost) lose();
      else picture(3_600, [piece], { isMarked: index === 2 });
    });
    picture(7_200, [H264_OTHER]);
    picture(10_800, fragmentsOf(LARGE_KEY, [20]));
    picture(14_400, [H264_OTHER]);
    expect(units.map(({ pts }) => pts - 90_000)).toEqual([0, 10_800, 14_400]);
  });

  test("a whole picture", () => {
    const { units, picture, lose } = watch();
    picture(0, [H264_KEY]);
    lose(3);
    for (const time of [3_600, 7_200]) picture(time, [H264_OTHER]);
    picture(10_800, [H264_KEY]);
    expect(units.map(({ pts }) => pts - 90_000)).toEqual([0, 10_800]);
  });
});

test("a picture without end is given up, and the next key frame comes", () => {
  const { units, picture } = watch();
  const piece = Buffer.alloc(60_000, 1);
  picture(0, [Buffer.concat([Buffer.from([28 | 0x60, 0x85]), piece])], { isMarked: false });
  for (let i = 0; i < 200; i++) picture(0, [Buffer.concat([Buffer.from([28 | 0x60, 5]), piece])], { isMarked: false });
  picture(3_600, [H264_KEY]);
  picture(7_200, [H264_KEY]);
  expect(units.at(-1)).toMatchObject({ data: withLengths(H264_KEY) });
  expect(units.every(({ data }) => data.length < 100)).toBe(true);
});

describe("H.265", () => {
  const unit = (type: number, ...rest: number[]) => Buffer.from([type << 1, 1, ...rest]);
  // What x265 said: 640x360.
  const sets = [
    "QAEMAf//AWAAAAMAkAAAAwAAAwA/ugJA",
    "QgEBAWAAAAMAkAAAAwAAAwA/oAUCAXHy5bpKTC//AAEAAWoMDAwIAAADAAgAAAMAyEA=",
    "RAHAcYMS",
  ];
  const watchHevc = () => {
    const units: VideoUnit[] = [];
    const parameters = new Map(["vps", "sps", "pps"].map((name, index) => [`sprop-${name}`, sets[index]!]));
    const track = new VideoTrack({ ...media(), encoding: "H265", parameters }, "hevc", (one) => units.push(one));
    let sequence = 0;
    const picture = (time: number, ...payloads: Buffer[]) => {
      payloads.forEach((payload, index) => {
        const isLast = index === payloads.length - 1;
        track.receive(rtpPacket({ sequence: sequence++, time, isLast }, payload), 1_000);
      });
    };
    return { units, picture };
  };
  const idr = unit(19, 0x80, 1, 2, 3, 4, 5);

  test("a picture is the same in one packet, in an aggregate and in pieces cut anywhere", () => {
    const together = Buffer.concat([unit(48), Buffer.from([0, idr.length]), idr]);
    const ways = [[idr], [together]];
    for (let cut = 3; cut < idr.length; cut++)
      ways.push([
        Buffer.concat([unit(49, 0x80 | 19), idr.subarray(2, cut)]),
        Buffer.concat([unit(49, 0x40 | 19), idr.subarray(cut)]),
      ]);
    for (const payloads of ways) {
      const { units, picture } = watchHevc();
      picture(0, ...payloads);
      expect(units).toMatchObject([{ isKey: true, data: withLengths(idr), format: { width: 640, height: 360 } }]);
    }
  });

  test("pictures that lean on what was before the first key frame are left out", () => {
    const { units, picture } = watchHevc();
    const [cra, rasl, trail] = [unit(21, 0x80, 1), unit(8, 0x80, 2), unit(1, 0x80, 3)];
    for (const [index, one] of [cra, rasl, trail, cra, rasl, trail].entries()) picture(index * 3_600, one);
    expect(units.map(({ data }) => data)).toEqual([cra, trail, cra, rasl, trail].map((one) => withLengths(one)));
  });
});

test.each(["h264", "hevc"] as const)("no bytes make an %s stream throw", (codec) => {
  const payloads = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc
      .tuple(fc.constantFrom(24, 28, 0x7c, 0x67, 0x65, 0x61, 0x62, 0x42), fc.uint8Array({ maxLength: 60 }))
      .map(([first, rest]) => Uint8Array.from([first, ...rest])),
  );
  const packets = fc.array(fc.tuple(payloads, fc.boolean(), fc.integer({ min: 0, max: 3 }), fc.nat(2 ** 32 - 1)));
  fc.assert(
    fc.property(packets, fc.uint8Array({ maxLength: 40 }), (said, junk) => {
      const units: VideoUnit[] = [];
      const track = new VideoTrack(media(H264_SETS), codec, (unit) => units.push(unit));
      const packet = new RtpPacket();
      let sequence = 0;
      for (const [payload, isLast, step, time] of said) {
        sequence += step;
        const bytes = rtpBytes({ sequence, time, isLast }, Buffer.from(payload));
        if (packet.read(bytes, 0, bytes.length)) track.receive(packet, sequence);
        if (packet.read(Buffer.from(junk), 0, junk.length)) track.receive(packet, sequence);
      }
      for (const [index, { pts, dts }] of units.entries()) {
        expect(dts).toBeLessThanOrEqual(pts);
        expect(dts).toBeGreaterThan(units[index - 1]?.dts ?? Number.NEGATIVE_INFINITY);
      }
    }),
  );
});
