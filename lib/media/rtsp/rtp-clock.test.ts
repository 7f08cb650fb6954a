import { expect, test } from "vitest";
import { RtpClock } from "./rtp-clock";
import { readSenderReport } from "./sender-report";

test("goes on where 32 bits end, also for a picture that is shown before the last one", () => {
  const clock = new RtpClock(90_000);
  const times = [2 ** 32 - 3_600, 3_600, 0, 7_200].map((time) => clock.ticks(time, 10));
  expect(times.map((ticks) => ticks - 900)).toEqual([0, 7_200, 3_600, 10_800]);
});

test("goes on by what has passed when the camera sets its clock", () => {
  const clock = new RtpClock(90_000);
  clock.ticks(5_000_000, 0);
  expect(clock.ticks(1_000, 40)).toBe(3_600);
  expect(clock.ticks(3_000_000_000, 80)).toBe(7_200);
  expect(clock.ticks(3_000_003_600, 90)).toBe(10_800);
});

test("other rates are counted in ticks", () => {
  const clock = new RtpClock(8_000);
  clock.ticks(100, 0);
  expect(clock.ticks(8_100, 1_000)).toBe(90_000);
});

test("sound stands where it stood in the camera, once both were reported", () => {
  const [picture, sound] = [new RtpClock(90_000), new RtpClock(8_000)];
  picture.ticks(0, 1_000);
  sound.ticks(0, 1_300); // it came later, but was there at the same moment
  sound.report(8_000, 1_090_000);
  sound.alignTo(picture);
  expect(sound.ticks(0, 1_300)).toBe(117_000);
  picture.report(90_000, 1_090_000);
  sound.alignTo(picture);
  expect(sound.ticks(800, 1_400)).toBe(99_000);
});

test("a report of another clock moves nothing", () => {
  const [picture, sound] = [new RtpClock(90_000), new RtpClock(8_000)];
  picture.ticks(0, 0);
  sound.ticks(0, 0);
  picture.report(0, 5);
  sound.report(0, 5e12);
  sound.alignTo(picture);
  expect(sound.ticks(8_000, 0)).toBe(90_000);
});

test("a sender report is read, and nothing else", () => {
  const report = Buffer.alloc(28);
  report[0] = 0x80;
  report[1] = 200;
  report.writeUInt32BE(10, 8);
  report.writeUInt32BE(2 ** 31, 12);
  report.writeUInt32BE(1_234, 16);
  expect(readSenderReport(report, 0, 28)).toEqual({ time: 1_234, clockTicks: 945_000 });
  expect(readSenderReport(report, 0, 27)).toBeNull();
  report[1] = 201;
  expect(readSenderReport(report, 0, 28)).toBeNull();
});
