import fc from "fast-check";
import { expect, test } from "vitest";
import { readJpegSize } from "./jpeg";
import { MjpegParser } from "./mjpeg-parser";

/** A JPEG's skeleton: real markers, invented picture data (0xff is stuffed, as in a real one). */
function jpeg(
  width: number,
  height: number,
  data: Uint8Array = new Uint8Array(50),
  app: Uint8Array = new Uint8Array(0),
) {
  const segment = (marker: number, body: Uint8Array) =>
    Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body]);
  const sof = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  const stuffed = [...data].flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte]));
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, app),
    segment(0xc0, sof),
    segment(0xda, new Uint8Array(10)),
    Buffer.from(stuffed),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function parse(stream: Buffer, pieceBytes: number, maxFrameBytes?: number): Buffer[] {
  const found: Buffer[] = [];
  const parser = new MjpegParser((one) => found.push(one), maxFrameBytes);
  for (let at = 0; at < stream.length; at += pieceBytes) parser.push(stream.subarray(at, at + pieceBytes));
  return found;
}
const part = (body: Buffer, withLength: boolean) =>
  Buffer.concat([
    Buffer.from(`--b\r\nContent-Type: image/jpeg\r\n${withLength ? `Content-Length: ${body.length}\r\n` : ""}\r\n`),
    body,
    Buffer.from("\r\n"),
  ]);

const a = jpeg(640, 480);
const b = jpeg(320, 240, new Uint8Array(3_000).fill(0xff));

test.each([1, 2, 3, 7, 188, 100_000])(
  "cuts multipart with and without lengths, and bare JPEGs, in pieces of %i",
  (n) => {
    for (const stream of [
      [part(a, true), part(b, true)],
      [part(a, false), part(b, false)],
      [a, b],
    ])
      expect(parse(Buffer.concat(stream), n)).toEqual([a, b]);
  },
);

test("a thumbnail inside does not end its picture", () => {
  const outer = jpeg(640, 480, new Uint8Array(9), jpeg(160, 120));
  expect(parse(Buffer.concat([outer, a]), 11)).toEqual([outer, a]);
  expect(readJpegSize(outer)).toEqual({ width: 640, height: 480 });
});

test("a picture cut off by the next one is dropped", () => {
  expect(parse(Buffer.concat([a.subarray(0, a.length - 20), b, a]), 13)).toEqual([b, a]);
  const many = Array.from({ length: 15 }, () => b); // a header cut in a length may swallow 64 kB, not more
  expect(parse(Buffer.concat([a.subarray(0, 8), ...many]), 999)).toEqual(many);
});

test("a picture larger than the limit is dropped, and memory stays bounded", () => {
  const huge = jpeg(9, 9, new Uint8Array(20_000));
  expect(parse(Buffer.concat([a, huge, a]), 1_000, 8_192)).toEqual([a, a]);
  expect(parse(Buffer.concat([a, huge, a]), 1_000_000, 8_192).length).toBeGreaterThanOrEqual(1);
});

test("garbage between pictures never hides them", () => {
  const garbage = fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes.map((byte) => byte & 0x7f)));
  fc.assert(
    fc.property(fc.array(garbage, { maxLength: 5 }), fc.integer({ min: 1, max: 500 }), (gaps, pieceBytes) => {
      const stream = Buffer.concat(gaps.flatMap((gap) => [gap, b]));
      expect(parse(stream, pieceBytes).map((one) => one.equals(b))).toEqual(gaps.map(() => true));
    }),
  );
});

test("any bytes at all neither throw nor hang", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0xff, 0xd8, 0xd9, 0xda, 0xc0, 0, 2, 9), { maxLength: 400 }), (bytes) => {
      parse(Buffer.from(bytes), 3, 64);
    }),
  );
});

test("no size in what is not a JPEG", () => {
  expect(readJpegSize(Buffer.from("not a picture"))).toBeNull();
  expect(readJpegSize(a.subarray(0, 12))).toBeNull();
});
