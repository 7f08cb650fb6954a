import { expect, test } from "vitest";
import { formatBytes, formatClock, formatDuration } from "./format";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test.each([
  [0, "00:00"],
  [59.9, "00:59"],
  [61, "01:01"],
  [3600, "1:00:00"],
  [36_061, "10:01:01"],
  [-5, "00:00"],
])("clock of %d s is %s", (seconds, text) => expect(formatClock(seconds)).toBe(text));

test.each([
  [0, "0 s", "0 sec"],
  [45, "45 s", "45 sec"],
  [90, "1 min 30 s", "1 min 30 sec"],
  [5400, "1 h 30 min", "1 hr 30 min"],
  [7205, "2 h", "2 hr"],
])("duration of %d s", (seconds, fr, en) => {
  expect(plain(formatDuration(seconds, "fr"))).toBe(fr);
  expect(plain(formatDuration(seconds, "en"))).toBe(en);
});

test.each([
  [0, "0 o", "0 byte"],
  [999_499, "999 ko", "999 kB"],
  [999_600, "1 Mo", "1 MB"],
  [1_234_567, "1,2 Mo", "1.2 MB"],
  [482_000_000, "482 Mo", "482 MB"],
  [1_700_000_000, "1,7 Go", "1.7 GB"],
])("size of %d bytes", (bytes, fr, en) => {
  expect(plain(formatBytes(bytes, "fr"))).toBe(fr);
  expect(plain(formatBytes(bytes, "en"))).toBe(en);
});
