import { describe, expect, test } from "vitest";
import { findBox } from "../mp4/boxes";
import type { AudioFormat, VideoFormat } from "../packets";
import { type CutPart, firstNumber, PartCutter, type TimedUnit } from "./part-cutter";

const SETS = [Buffer.from([0x67, 0x42, 0xc0, 0x1e, 0xd9]), Buffer.from([0x68, 0xce, 0x38, 0x80])];
const format = (): VideoFormat => ({ codec: "h264", width: 320, height: 180, parameterSets: SETS });
const AAC: AudioFormat = { codec: "aac", sampleRate: 48_000, channels: 1, config: Buffer.from([0x11, 0x88]) };
const FORMAT = format();

function setUp({ hasSound = false, refuse = (_: CutPart): boolean => false } = {}) {
  const sent: CutPart[] = [];
  const cutter = new PartCutter({
    hasSound,
    number: 1_000,
    wallMs: (ms) => 1_700_000_000_000 + ms,
    send: (part) => !refuse(part) && sent.push(part) > 0,
  });
  const picture = (ms: number, isKey: boolean, change: Partial<{ format: VideoFormat; bytes: number }> = {}) => {
    const { format = FORMAT, bytes = 100 } = change;
    const ticks = ms * 90;
    cutter.push({
      kind: "video",
      format,
      isKey,
      data: Buffer.alloc(bytes),
      pts: ticks,
      dts: ticks,
      atMs: ms,
    } as TimedUnit);
  };
  const sound = (ms: number, format = AAC) =>
    cutter.push({ kind: "audio", format, data: Buffer.alloc(20), pts: ms * 90, atMs: ms } as TimedUnit);
  /** 25 pictures a second, a key frame each `gopMs`. */
  const film = (fromMs: number, toMs: number, gopMs: number) => {
    for (let ms = fromMs; ms < toMs; ms += 40) picture(ms, (ms - fromMs) % gopMs === 0);
  };
  const parts = () => sent.filter(({ kind }) => kind === "part");
  const numbers = () => parts().map(({ stretch, segment, index }) => `${stretch}/${segment}.${index}`);
  return { sent, cutter, picture, sound, film, parts, numbers };
}
const MAX_TICKS = 49_500;

describe("cutting", () => {
  test("a segment begins at each key frame with its header, and no part is longer than it may be", () => {
    const { film, sent, parts, numbers } = setUp();
    film(0, 4_040, 2_000);
    expect(numbers()).toEqual(
      [0, 1].flatMap((n) => [0, 1, 2, 3].map((index) => `1000/${1000 + n}.${index}`)).slice(0, numbers().length),
    );
    expect(sent.filter(({ kind }) => kind === "init").map(({ segment }) => segment)).toEqual([1000, 1001, 1002]);
    for (const { durationTicks } of parts()) expect(durationTicks).toBeLessThanOrEqual(MAX_TICKS);
    expect(parts().map(({ isIndependent }) => isIndependent)).toEqual(parts().map(({ index }) => index === 0));
    const of = (segment: number) => parts().filter((part) => part.segment === segment);
    for (const segment of [1000, 1001])
      expect(of(segment).reduce((sum, { durationTicks }) => sum + durationTicks, 0)).toBe(180_000);
    expect(parts()[1]!.capturedAtMs).toBe(1_700_000_000_000 + parts()[0]!.durationTicks / 90);
    const bytes = Buffer.concat(parts()[0]!.pieces);
    expect([findBox(bytes, ["moof"]), findBox(bytes, ["mdat"])]).not.toContain(null);
  });

  test("a camera that sends nothing but key frames has segments of a second", () => {
    const { picture, parts } = setUp();
    for (let ms = 0; ms <= 3_000; ms += 100) picture(ms, true);
    expect(new Set(parts().map(({ segment }) => segment)).size).toBe(3);
  });

  test("very many bits make shorter parts", () => {
    const { picture, parts } = setUp();
    for (let n = 0; n < 10; n++) picture(n * 40, n === 0, { bytes: 600_000 });
    expect(parts().map(({ durationTicks }) => durationTicks)).toEqual([7_200, 7_200, 7_200, 7_200]);
  });

  test("nothing comes before the first key frame", () => {
    const { picture, film, sent } = setUp();
    for (let ms = 0; ms < 800; ms += 40) picture(ms, false);
    expect(sent).toEqual([]);
    film(800, 1_800, 1_000);
    expect(sent.length).toBeGreaterThan(1);
  });
});

describe("breaks", () => {
  test("another format, a gap, or a part that could not be sent begin a new stretch; segments count on", () => {
    let isSlow = false;
    const { film, picture, numbers, sent } = setUp({ refuse: () => isSlow });
    film(0, 1_000, 1_000);
    film(1_000, 2_000, 1_000);
    const other = { ...format(), parameterSets: [Buffer.from([0x67, 0x42, 0xc0, 0x1f, 0xd9]), SETS[1]!] };
    for (let ms = 2_000; ms < 3_000; ms += 40) picture(ms, ms === 2_000, { format: other });
    for (let ms = 9_000; ms < 10_000; ms += 40) picture(ms, ms === 9_000, { format: other });
    isSlow = true;
    for (let ms = 10_000; ms < 12_000; ms += 40) picture(ms, ms % 1_000 === 0, { format: other });
    isSlow = false;
    const before = sent.length;
    for (let ms = 12_000; ms < 13_600; ms += 40) picture(ms, ms % 1_000 === 0, { format: other });
    expect(new Set(numbers().map((number) => number.slice(0, -2)))).toEqual(
      new Set(["1000/1000", "1000/1001", "1001/1002", "1002/1003", "1005/1004", "1005/1005"]),
    );
    expect(sent[before]).toMatchObject({ kind: "init", segment: 1004 });
  });

  test("the same parameter sets in another object are no break", () => {
    const { picture, numbers } = setUp();
    for (let ms = 0; ms < 4_000; ms += 40) picture(ms, ms % 1_000 === 0, { format: format() });
    expect(new Set(numbers().map((number) => number.split("/")[0]))).toEqual(new Set(["1000"]));
  });

  test("a part before a gap does not last as long as the gap", () => {
    const { film, picture, parts } = setUp();
    film(0, 400, 1_000);
    picture(20_000, true);
    expect(parts()).toMatchObject([{ durationTicks: 36_000 }]);
  });
});

describe("sound", () => {
  test("the header waits for the first packet of a camera that should have sound", () => {
    const { film, sound, sent } = setUp({ hasSound: true });
    film(0, 400, 1_000);
    expect(sent).toEqual([]);
    sound(20);
    expect(Buffer.concat(sent[0]!.pieces).includes("soun")).toBe(true);
  });

  test("but not for ever, and one that begins late begins a stretch at the next key frame", () => {
    const { film, sound, sent } = setUp({ hasSound: true });
    film(0, 1_080, 2_000);
    expect(Buffer.concat(sent[0]!.pieces).includes("soun")).toBe(false);
    sound(1_080);
    film(1_120, 1_200, 2_000);
    expect(sent.at(-1)).toMatchObject({ kind: "init", stretch: 1001 });
    expect(Buffer.concat(sent.at(-1)!.pieces).includes("soun")).toBe(true);
  });

  test("where it is not wanted it is left out", () => {
    const { film, sound, sent } = setUp();
    sound(0);
    film(0, 1_000, 1_000);
    expect(Buffer.concat(sent[0]!.pieces).includes("soun")).toBe(false);
  });
});

test("a device that begins again counts from above what it sent, and fits its 32 bits for decades", () => {
  const now = Date.UTC(2026, 0, 1);
  expect(firstNumber(now + 60_000) - firstNumber(now)).toBeGreaterThan(60 / 0.9);
  expect(firstNumber(Date.UTC(2080, 0, 1))).toBeLessThan(2 ** 32);
  expect(firstNumber(0)).toBe(1);
});
