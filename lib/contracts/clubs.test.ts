import { expect, test } from "vitest";
import { isTimeZone } from "./clubs";

test.each(["Europe/Paris", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+3", "America/Port-au-Prince"])(
  "%s is a time zone",
  (name) => {
    expect(isTimeZone(name)).toBe(true);
  },
);

test.each(["", "Paris", "Europe/Atlantis", "+01:00", "../etc/passwd", "Europe/Paris; DROP", "Europe/Paris\0"])(
  "%j is none",
  (name) => {
    expect(isTimeZone(name)).toBe(false);
  },
);
