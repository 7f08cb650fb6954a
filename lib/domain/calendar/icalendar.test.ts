import fc from "fast-check";
import { expect, test } from "vitest";
import { readICalendar, readUtc } from "@/test/read-icalendar";
import { type CalendarEvent, toICalendar } from "./icalendar";

const event = (change: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: "plan-20260329@vigie",
  startsAt: new Date("2026-03-29T01:00:00.000Z"),
  endsAt: new Date("2026-03-29T02:30:00.000Z"),
  changedAt: new Date("2026-03-01T09:00:00.123Z"),
  summary: "Match",
  location: "Court 1",
  isCancelled: false,
  ...change,
});

test("an event is written as RFC 5545 wants it", () => {
  const text = toICalendar("Vigie", [event({ summary: "Finale; dames, 1\\2\nà 3 h" })]);
  expect(text).toContain("\r\nDTSTART:20260329T010000Z\r\nDTEND:20260329T023000Z\r\n");
  expect(text).toContain("SUMMARY:Finale\\; dames\\, 1\\\\2\\nà 3 h\r\n");
  expect(text).toContain("DTSTAMP:20260301T090000Z");
  expect(text).toContain("STATUS:CONFIRMED");
});

test("whatever people write comes back as they wrote it, in lines of at most 75 octets", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 200 });
  fc.assert(
    fc.property(
      text,
      text,
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }),
      (summary, name, at) => {
        const startsAt = new Date(Math.floor(at.getTime() / 1_000) * 1_000);
        const read = readICalendar(toICalendar(name, [event({ summary, startsAt })]));
        const shown = (written: string) => written.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n]/gu, " ");
        expect(read.events[0]!.SUMMARY).toBe(shown(summary));
        expect(read.properties["X-WR-CALNAME"]).toBe(shown(name));
        expect(readUtc(read.events[0]!.DTSTART!)).toEqual(startsAt);
      },
    ),
    { numRuns: 300 },
  );
});

test("a separator of lines that only Unicode knows is a character like any other", () => {
  const summary = "one\u2028two\\\u2029three";
  expect(readICalendar(toICalendar("x", [event({ summary })])).events[0]!.SUMMARY).toBe(summary);
});

test("nobody can write a line of their own into it", () => {
  const read = readICalendar(
    toICalendar("x", [event({ summary: "a\r\nEND:VEVENT\r\nBEGIN:VEVENT", location: "\u0000\u0085" })]),
  );
  expect(read.events).toHaveLength(1);
  expect(read.events[0]).toMatchObject({ SUMMARY: "a\nEND:VEVENT\nBEGIN:VEVENT", LOCATION: "  " });
});
