import { AppError } from "@/lib/core/errors";
import { type AudioUnit, TICKS_PER_SECOND, type VideoUnit } from "../packets";
import { header } from "./boxes";
import { FragmentMaker } from "./fragment-maker";
import { type Contents, noteFragment } from "./growing-file";
import { readInitSegment } from "./init-segment";
import type { Fragment } from "./make-fragment";
import { FTYP } from "./make-init";
import { makeMovie } from "./movie";

/** Sound and picture lie beside each other in pieces of this length, so that a player need not jump. */
const PIECE_TICKS = TICKS_PER_SECOND;
/** The last picture of a camera that still sends lasts as long as the one before. */
const PAUSE_TICKS = TICKS_PER_SECOND;
const MDAT_HEADER_BYTES = 8;

/**
 * A plain MP4 of these units, its index in front, in pieces to be written one after the other. It begins with their first
 * key frame, sound before it is left out; after a pause at the end the last picture stands until `until`, in ticks. Throws
 * for pictures of two codecs, and `unprocessable` without a key frame.
 */
export function makePlain(units: readonly (VideoUnit | AudioUnit)[], until = 0): Buffer[] {
  const begin = units.findIndex((unit) => unit.kind === "video" && unit.isKey);
  const first = units[begin];
  if (first?.kind !== "video") throw new AppError("unprocessable", "There is not one whole picture.");
  const sound = units.find((unit) => unit.kind === "audio");
  const maker = new FragmentMaker({ video: first.format, audio: sound?.format ?? null }, first.dts);
  const contents: Contents = { init: readInitSegment(maker.init), tables: new Map(), bytes: 0 };
  const pieces: Buffer[] = [];
  const add = (fragment: Fragment | null) => {
    if (!fragment) return;
    noteFragment(contents, fragment.moof, contents.bytes);
    for (const piece of [fragment.moof, ...fragment.mdat]) {
      pieces.push(piece);
      contents.bytes += piece.length;
    }
  };
  let last = first.dts;
  for (const unit of units.slice(begin)) {
    if (unit.kind === "audio" && unit.pts < first.dts) continue;
    maker.add(unit);
    if (unit.kind === "video") last = unit.dts;
    if (maker.span >= PIECE_TICKS) add(maker.take());
  }
  add(maker.take());
  if (until - last > PAUSE_TICKS) add(maker.end(until));
  // As in a finished recording the fragments lie whole inside of the one mdat.
  const { init, tables, bytes } = contents;
  const moved = FTYP.length + makeMovie(init, tables).length + MDAT_HEADER_BYTES;
  return [FTYP, makeMovie(init, tables, { moved }), header("mdat", bytes + MDAT_HEADER_BYTES), ...pieces];
}
