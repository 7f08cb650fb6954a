import { makeBox, makeFullBox, u32 } from "./boxes";

/** `startsAt` in seconds of the file. */
export type Chapter = { startsAt: number; title: string };

/** The list has one byte for their number. */
const MAX_CHAPTERS = 255;
/** Times count in 100 ns. */
const UNITS_PER_SECOND = 10_000_000;

/** The list of chapters that most players read (Nero's `chpl`), in its `udta`; null for none. */
export function makeChapters(chapters: readonly Chapter[]): Buffer | null {
  const listed = chapters.slice(0, MAX_CHAPTERS);
  if (listed.length === 0) return null;
  const entries = listed.map(({ startsAt, title }) => {
    const text = cut(title);
    const entry = Buffer.alloc(9 + text.length);
    entry.writeBigUInt64BE(BigInt(Math.round(startsAt * UNITS_PER_SECOND)));
    entry[8] = text.length;
    text.copy(entry, 9);
    return entry;
  });
  return makeBox("udta", makeFullBox("chpl", 1, 0, u32(0), Buffer.from([listed.length]), ...entries));
}

/** At most 255 bytes, and no letter cut through. */
function cut(title: string): Buffer {
  let text = title;
  while (Buffer.byteLength(text) > 255) text = text.slice(0, -1);
  return Buffer.from(text);
}
