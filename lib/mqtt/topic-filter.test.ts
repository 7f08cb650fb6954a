import { expect, test } from "vitest";
import { isFilter, isTopic, matchesFilter } from "./topic-filter";

test.each([
  ["sensors/+/captured", "sensors/pi-1/captured", true],
  ["sensors/#", "sensors/pi-1/button/pressed", true],
  ["sensors/#", "sensors", true],
  ["sensors/+", "sensors/pi-1/button", false],
  ["sensors/+/x", "sensors/pi-1", false],
  ["#", "$SYS/broker", false],
  ["+/broker", "$SYS/broker", false],
  ["a//b", "a//b", true],
  ["a/+/b", "a//b", true],
])("%s against %s: %s", (filter, topic, expected) => {
  expect(matchesFilter(filter, topic)).toBe(expected);
});

test.each(["", "$SYS/x", "$share/g/a", "a/#/b", "a+/b", "a/b#", "a\0"])("%j is no filter", (filter) => {
  expect(isFilter(filter)).toBe(false);
});

test.each(["", "$SYS/x", "a/+", "a/#", "a\0"])("%j is no topic", (topic) => {
  expect(isTopic(topic)).toBe(false);
});
