import { AppError } from "@/lib/core/errors";
import { type Box, boxesIn, bytesOf, findBox, makeBox, makeFullBox, u32 } from "./boxes";
import { type Chapter, makeChapters } from "./chapters";
import { type InitSegment, type InitTrack, isLong } from "./init-segment";
import type { SampleTable } from "./sample-table";

const MAX_U32 = 0xffffffff;
/** A rate of one, 16.16. */
const NORMAL_SPEED = 0x10000;

export type MovieOptions = {
  chapters?: readonly Chapter[];
  /** By how much the samples stand further on than where they were noted. */
  moved?: number;
};

/**
 * The `moov` of a plain MP4 with these samples: the header of the fragments with the tables put in. Its length does not
 * depend on `moved`. Throws
 * `unprocessable` when there is not one picture, or the times do not fit its 32 bits (13 hours at 90 kHz).
 */
export function makeMovie(
  init: InitSegment,
  tables: ReadonlyMap<number, SampleTable>,
  { chapters = [], moved = 0 }: MovieOptions = {},
): Buffer {
  const used = init.tracks.flatMap((track) => {
    const table = tables.get(track.id);
    return table && table.count > 0 ? [{ track, table, ...placeOf(init, track, table) }] : [];
  });
  if (!used.some(({ track }) => track.kind === "video"))
    throw new AppError("unprocessable", "There is not one whole picture in the recording.");
  const start = Math.min(...used.map(({ startsAt }) => startsAt));
  const traks = used.map(({ track, table, startsAt, from, lasts }) => {
    const pause = Math.round((startsAt - start) * init.timescale);
    const shown = Math.round(lasts * init.timescale);
    return { box: makeTrack(init, track, table, { pause, shown, from, moved }), ends: pause + shown };
  });
  const { bytes, moov } = init;
  const rest = [...boxesIn(bytes, moov.bodyAt, moov.end)].filter(
    ({ type }) => !["mvhd", "trak", "mvex"].includes(type),
  );
  const mvhd = findBox(bytes, ["mvhd"], moov.bodyAt, moov.end)!;
  return makeBox(
    "moov",
    withDuration(bytes, mvhd, 16, Math.max(...traks.map(({ ends }) => ends))),
    ...traks.map(({ box }) => box),
    ...rest.map((box) => bytesOf(bytes, box)),
    ...[makeChapters(chapters)].filter((box) => box !== null),
  );
}

/** When a track is first shown and for how long, in seconds, and from which of its ticks, the first sample's being 0. */
function placeOf(init: InitSegment, { timescale, edit }: InitTrack, table: SampleTable) {
  const first = table.firstTime! + table.firstShift;
  const from = Math.max(first, edit.from) - table.firstTime!;
  return {
    from,
    startsAt: edit.pause / init.timescale + (Math.max(first, edit.from) - edit.from) / timescale,
    lasts: Math.max(0, table.duration + table.firstShift - from) / timescale,
  };
}

type Edit = { pause: number; shown: number; from: number; moved: number };

function makeTrack({ bytes }: InitSegment, { trak }: InitTrack, table: SampleTable, edit: Edit): Buffer {
  const inside = (box: Box, change: (child: Box) => Buffer | null): Buffer[] =>
    [...boxesIn(bytes, box.bodyAt, box.end)].map(change).filter((child) => child !== null);
  const copy = (box: Box) => bytesOf(bytes, box);
  const stbl = (box: Box) =>
    makeBox(
      "stbl",
      ...inside(box, (child) => (child.type === "stsd" ? copy(child) : null)),
      ...table.boxes(edit.moved),
    );
  const minf = (box: Box) =>
    makeBox("minf", ...inside(box, (child) => (child.type === "stbl" ? stbl(child) : copy(child))));
  const mdia = (box: Box) =>
    makeBox(
      "mdia",
      ...inside(box, (child) => {
        if (child.type === "mdhd") return withDuration(bytes, child, 16, table.duration);
        return child.type === "minf" ? minf(child) : copy(child);
      }),
    );
  const edits = makeBox("edts", editList(edit));
  const children = inside(trak, (child) => {
    if (child.type === "tkhd") return Buffer.concat([withDuration(bytes, child, 20, edit.pause + edit.shown), edits]);
    if (child.type === "edts") return null;
    return child.type === "mdia" ? mdia(child) : copy(child);
  });
  return makeBox("trak", ...children);
}

/** Nothing for `pause`, then the track from the first moment it shows. */
function editList({ pause, shown, from }: Omit<Edit, "moved">): Buffer {
  const entries = pause > 0 ? [u32(pause, -1, NORMAL_SPEED)] : [];
  entries.push(u32(shown, from, NORMAL_SPEED));
  return makeFullBox("elst", 0, 0, u32(entries.length), ...entries);
}

/** A header with another duration, which stands `at` bytes after the body's start in version 0. */
function withDuration(bytes: Buffer, box: Box, at: number, duration: number): Buffer {
  if (isLong(bytes, box) || duration > MAX_U32)
    throw new AppError("unprocessable", "The recording is too long for a plain index.");
  const copy = Buffer.from(bytesOf(bytes, box));
  copy.writeUInt32BE(Math.round(duration), box.bodyAt - box.start + at);
  return copy;
}
