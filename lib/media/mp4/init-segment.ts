import { AppError } from "@/lib/core/errors";
import { type Box, boxesIn, findBox } from "./boxes";

export type InitTrack = {
  id: number;
  kind: "video" | "audio" | "other";
  /** Ticks per second of its times. */
  timescale: number;
  trak: Box;
  /** What its edit list says: nothing for `pause` (in the movie's ticks), then the track from `from` on (in its own). */
  edit: { pause: number; from: number };
  /** What a fragment leaves out. */
  defaults: { duration: number; size: number; flags: number };
};
/** What a fragmented MP4 begins with: `bytes` is the `moov`, and every box lies in it. */
export type InitSegment = { bytes: Buffer; moov: Box; timescale: number; tracks: InitTrack[] };

/** Reads the `moov` of a fragmented MP4. Throws `unprocessable` when it is not one. */
export function readInitSegment(bytes: Buffer): InitSegment {
  const moov = findBox(bytes, ["moov"]);
  const mvhd = moov && findBox(bytes, ["mvhd"], moov.bodyAt, moov.end);
  if (!moov || !mvhd || !findBox(bytes, ["mvex"], moov.bodyAt, moov.end)) throw unreadable("no header of fragments");
  const tracks = [...boxesIn(bytes, moov.bodyAt, moov.end)]
    .filter(({ type }) => type === "trak")
    .map((trak) => readTrack(bytes, moov, trak));
  if (tracks.length === 0) throw unreadable("no track");
  return { bytes, moov, timescale: bytes.readUInt32BE(mvhd.bodyAt + (isLong(bytes, mvhd) ? 20 : 12)), tracks };
}

function readTrack(bytes: Buffer, moov: Box, trak: Box): InitTrack {
  const inside = (...path: string[]) => {
    const found = findBox(bytes, path, trak.bodyAt, trak.end);
    if (!found) throw unreadable(`no ${path.at(-1)}`);
    return found;
  };
  const [tkhd, mdhd, hdlr] = [inside("tkhd"), inside("mdia", "mdhd"), inside("mdia", "hdlr")];
  const id = bytes.readUInt32BE(tkhd.bodyAt + (isLong(bytes, tkhd) ? 20 : 12));
  const timescale = bytes.readUInt32BE(mdhd.bodyAt + (isLong(bytes, mdhd) ? 20 : 12));
  const handler = bytes.toString("latin1", hdlr.bodyAt + 8, hdlr.bodyAt + 12);
  const kind = handler === "vide" ? "video" : handler === "soun" ? "audio" : "other";
  return { id, kind, timescale, trak, edit: readEdit(bytes, trak), defaults: readDefaults(bytes, moov, id) };
}

function readEdit(bytes: Buffer, trak: Box): InitTrack["edit"] {
  const elst = findBox(bytes, ["edts", "elst"], trak.bodyAt, trak.end);
  const edit = { pause: 0, from: 0 };
  if (!elst) return edit;
  const [wide, entryBytes] = isLong(bytes, elst) ? [true, 20] : [false, 12];
  for (let n = 0; n < bytes.readUInt32BE(elst.bodyAt + 4); n++) {
    const at = elst.bodyAt + 8 + n * entryBytes;
    const from = wide ? Number(bytes.readBigInt64BE(at + 8)) : bytes.readInt32BE(at + 4);
    if (from >= 0) return { ...edit, from };
    edit.pause += wide ? Number(bytes.readBigUInt64BE(at)) : bytes.readUInt32BE(at);
  }
  return edit;
}

function readDefaults(bytes: Buffer, moov: Box, id: number): InitTrack["defaults"] {
  const mvex = findBox(bytes, ["mvex"], moov.bodyAt, moov.end)!;
  for (const { type, bodyAt } of boxesIn(bytes, mvex.bodyAt, mvex.end)) {
    if (type !== "trex" || bytes.readUInt32BE(bodyAt + 4) !== id) continue;
    const [duration, size, flags] = [12, 16, 20].map((at) => bytes.readUInt32BE(bodyAt + at));
    return { duration: duration!, size: size!, flags: flags! };
  }
  return { duration: 0, size: 0, flags: 0 };
}

/** Version 1 has 64-bit times. */
export const isLong = (bytes: Buffer, box: Box): boolean => bytes[box.bodyAt] === 1;

const unreadable = (why: string): AppError => new AppError("unprocessable", `The recording cannot be read: ${why}.`);
