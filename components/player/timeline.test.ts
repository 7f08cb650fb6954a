import { expect, test } from "vitest";
import { addressAt, gapSpans, parseMoment } from "./timeline";

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1, 18) + seconds * 1_000).toISOString();

test("gaps lie where the camera was away, inside of the video", () => {
  const gaps = [
    { from: at(-5), to: at(2) },
    { from: at(10), to: at(12.5) },
    { from: at(50), to: null },
    { from: at(70), to: at(80) },
  ];
  expect(gapSpans(gaps, at(0), 60)).toEqual([
    { from: 0, to: 2 },
    { from: 10, to: 12.5 },
    { from: 50, to: 60 },
  ]);
});

test.each([
  ["90", 90],
  ["90s", 90],
  ["1m30s", 90],
  ["1h2m3s", 3723],
  ["2m", 120],
  ["1.5", 1.5],
  ["", null],
  ["-3", null],
  ["soon", null],
  [null, null],
])("%j is %j seconds", (text, seconds) => expect(parseMoment(text)).toBe(seconds));

test("a link to a moment is the page's address and nothing else", () => {
  expect(addressAt("https://vigie.test/videos/x?from=mail#top", 61.9)).toBe("https://vigie.test/videos/x?t=61");
});
