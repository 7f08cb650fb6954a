/** One event of a calendar. Texts are as people wrote them; they are escaped here. */
export type CalendarEvent = {
  /** The same at every reading, or programs would show the event twice. */
  uid: string;
  startsAt: Date;
  endsAt: Date;
  /** When it last changed. */
  changedAt: Date;
  summary: string;
  location: string;
  isCancelled: boolean;
};

/** RFC 5545, section 3.1: a line is at most 75 octets without its end; the next one goes on after a space. */
const MAX_OCTETS = 75;

/** A whole iCalendar file (RFC 5545). Times are UTC, one event for each time, so that no reader has to know our time zones. */
export function toICalendar(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Vigie//Schedule//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escapeText(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
    "X-PUBLISHED-TTL:PT15M",
    ...events.flatMap(toLines),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join("");
}

const toLines = (event: CalendarEvent): string[] => [
  "BEGIN:VEVENT",
  `UID:${event.uid}`,
  `DTSTAMP:${toUtc(event.changedAt)}`,
  `LAST-MODIFIED:${toUtc(event.changedAt)}`,
  `DTSTART:${toUtc(event.startsAt)}`,
  `DTEND:${toUtc(event.endsAt)}`,
  `SUMMARY:${escapeText(event.summary)}`,
  `LOCATION:${escapeText(event.location)}`,
  `STATUS:${event.isCancelled ? "CANCELLED" : "CONFIRMED"}`,
  // A recording does not make anybody busy.
  "TRANSP:TRANSPARENT",
  "END:VEVENT",
];

/** `20260329T010000Z` */
const toUtc = (at: Date): string => at.toISOString().replace(/[-:]|\.\d{3}/g, "");

/** Section 3.3.11; what a text may not hold at all becomes a space. */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n]/gu, " ")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");

/** Breaks a line between characters, never inside of one. */
export function foldLine(line: string): string {
  let folded = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_OCTETS) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
