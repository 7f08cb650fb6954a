import { expect, test } from "vitest";
import { SmjpegParser, smjpegFrameHeader, smjpegHeader } from "./smjpeg";

const jpegs = [Buffer.alloc(10, 1), Buffer.alloc(70_000, 2), Buffer.alloc(1, 3)];
const stream = Buffer.concat([
  smjpegHeader({ width: 640, height: 360 }),
  ...jpegs.flatMap((jpeg, n) => [smjpegFrameHeader(1_000 * n, jpeg.length), jpeg]),
]);

test.each([1, 5, 4_096, 1_000_000])("reads what it writes, in pieces of %i", (pieceBytes) => {
  const found: [number, number, number][] = [];
  const parser = new SmjpegParser((jpeg, timeMs) => found.push([jpeg[0]!, jpeg.length, timeMs]));
  for (let at = 0; at < stream.length; at += pieceBytes) parser.push(stream.subarray(at, at + pieceBytes));
  expect(found).toEqual([
    [1, 10, 0],
    [2, 70_000, 1_000],
    [3, 1, 2_000],
  ]);
});

test("refuses what is no picture, and what is too large", () => {
  const parser = new SmjpegParser(() => {}, 1_000);
  expect(() => parser.push(stream)).toThrow("unexpected");
  expect(() =>
    new SmjpegParser(() => {}).push(Buffer.concat([smjpegHeader({ width: 1, height: 1 }), Buffer.alloc(40)])),
  ).toThrow();
});
