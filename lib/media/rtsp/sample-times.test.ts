import { expect, test } from "vitest";
import { SampleTimes } from "./sample-times";

test("what comes out has the times of what went in, also after a gap", () => {
  const times = new SampleTimes(8_000);
  for (let i = 0; i < 32; i++) times.add(90_000 + i * 1_800, 160); // 20 ms each
  for (let i = 0; i < 32; i++) times.add(900_000 + i * 1_800, 160);
  const out = Array.from({ length: 10 }, () => times.next());
  const step = (1_024 * 90_000) / 8_000;
  expect(out.slice(0, 6)).toEqual([-1, 0, 1, 2, 3, 4].map((n) => 90_000 + n * step));
  expect(out.slice(6)).toEqual([0, 1, 2, 3].map((n) => 900_000 + n * step));
});

test("a clock set back leaves out what was heard already", () => {
  const times = new SampleTimes(8_000);
  times.add(90_000, 5_120);
  times.add(90_000, 10_240);
  const out = Array.from({ length: 14 }, () => times.next());
  const heard = out.filter((pts) => pts !== null);
  expect(heard).toEqual(heard.toSorted((a, b) => a - b));
  expect(new Set(heard).size).toBe(heard.length);
  expect(out).toContain(null);
});

test("nothing in, nothing out", () => expect(new SampleTimes(8_000).next()).toBeNull());
