/** A second, plain reading of RFC 5545, to judge what we send: throws for what a strict program would refuse. */
export type ReadEvent = Record<string, string>;

export function readICalendar(text: string): { properties: Record<string, string>; events: ReadEvent[] } {
  if (!text.endsWith("\r\n")) throw new Error("the last line has no end");
  if (/[^\r]\n|\r[^\n]/.test(text)) throw new Error("a line ends with something else than CRLF");
  const raw = text.slice(0, -2).split("\r\n");
  for (const line of raw)
    if (Buffer.byteLength(line) > 75) throw new Error(`a line of ${Buffer.byteLength(line)} octets: ${line}`);
  const lines: string[] = [];
  for (const line of raw) {
    if (line.startsWith(" ")) lines[lines.length - 1] += line.slice(1);
    else lines.push(line);
  }
  if (lines[0] !== "BEGIN:VCALENDAR" || lines.at(-1) !== "END:VCALENDAR") throw new Error("no calendar");
  const properties: Record<string, string> = {};
  const events: ReadEvent[] = [];
  let open: ReadEvent | null = null;
  for (const line of lines.slice(1, -1)) {
    const [, name, value] = /^([A-Z][A-Z0-9-]*)(?:;[^:]*)?:(.*)$/s.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`not a property: ${line}`);
    if (name === "BEGIN") open = {};
    else if (name === "END") {
      if (!open) throw new Error("an end without a beginning");
      events.push(requireEvent(open));
      open = null;
    } else (open ?? properties)[name] = plainText(value);
  }
  if (properties.VERSION !== "2.0" || !properties.PRODID) throw new Error("VERSION or PRODID is missing");
  if (new Set(events.map(({ UID }) => UID)).size !== events.length) throw new Error("two events share a UID");
  return { properties, events };
}

const UTC = /^\d{8}T\d{6}Z$/;

function requireEvent(event: ReadEvent): ReadEvent {
  for (const name of ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"])
    if (event[name] === undefined) throw new Error(`an event without ${name}`);
  for (const name of ["DTSTAMP", "DTSTART", "DTEND"])
    if (!UTC.test(event[name]!)) throw new Error(`${name} is no UTC time: ${event[name]}`);
  return event;
}

const plainText = (value: string): string =>
  value.replace(/\\(.)/gs, (_, character: string) => (character.toLowerCase() === "n" ? "\n" : character));

/** `20260329T010000Z` as a Date. */
export const readUtc = (value: string): Date =>
  new Date(value.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
