/** A request or an answer, its header names in lower case, each with all its values. */
export type RtspMessage = { start: string; headers: ReadonlyMap<string, readonly string[]>; body: string };

/** The lines before the empty one. A line that is no header is passed over; one that begins with a blank goes on. */
export function parseHead(text: string): Omit<RtspMessage, "body"> {
  const [start = "", ...lines] = text.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    const known = headers.get(name);
    if (known) known.push(value);
    else headers.set(name, [value]);
  }
  return { start, headers };
}

export const headerOf = ({ headers }: Pick<RtspMessage, "headers">, name: string): string | null =>
  headers.get(name)?.[0] ?? null;

/** The status of an answer; null for a request or anything else. */
export function statusOf({ start }: Pick<RtspMessage, "start">): number | null {
  const status = /^RTSP\/\S*\s+(\S+)/i.exec(start)?.[1];
  const number = status === undefined ? Number.NaN : Number.parseInt(status, 10);
  return Number.isNaN(number) ? null : number;
}

/** What the camera asks of us; null for an answer or anything else. */
export const methodOf = ({ start }: Pick<RtspMessage, "start">): string | null =>
  /^([A-Z_]+) \S+ +RTSP\/\d/.exec(start)?.[1] ?? null;

/** Writes a start line with headers, without a body. A value with a line break would be two headers: it is refused. */
export function writeMessage(start: string, headers: Readonly<Record<string, string>>): string {
  const lines = [start, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  if (lines.some((line) => /[\r\n]/.test(line))) throw new Error("a header holds a line break");
  return `${lines.join("\r\n")}\r\n\r\n`;
}
