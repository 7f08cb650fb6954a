import { boxesIn, findBox } from "./boxes";
import type { InitSegment, InitTrack } from "./init-segment";

/** `duration` and `shift` (how much later it is shown than decoded) in ticks of its track; `at` in the file. */
export type Sample = { at: number; size: number; duration: number; shift: number; isSync: boolean };
export type Run = { trackId: number; baseTime: number; samples: Sample[] };

const TFHD = { baseOffset: 0x1, description: 0x2, duration: 0x8, size: 0x10, flags: 0x20 };
const TRUN = { offset: 0x1, firstFlags: 0x4, duration: 0x100, size: 0x200, flags: 0x400, shift: 0x800 };
/** sample_is_non_sync_sample */
const NON_SYNC = 0x10000;

/** The samples of a `moof` that stands at `fileAt` of its file. Throws when it does not count from its own start, as ours do. */
export function readFragment(moof: Buffer, fileAt: number, init: InitSegment): Run[] {
  const box = findBox(moof, ["moof"]);
  if (!box) return [];
  const trafs = [...boxesIn(moof, box.bodyAt, box.end)].filter(({ type }) => type === "traf");
  return trafs.flatMap(({ bodyAt, end }) => readTrackFragment(moof, bodyAt, end, fileAt, init));
}

function readTrackFragment(moof: Buffer, from: number, to: number, fileAt: number, init: InitSegment): Run[] {
  const tfhd = findBox(moof, ["tfhd"], from, to);
  const tfdt = findBox(moof, ["tfdt"], from, to);
  const trackId = tfhd && moof.readUInt32BE(tfhd.bodyAt + 4);
  const track = init.tracks.find(({ id }) => id === trackId);
  if (!tfhd || !tfdt || !track) return [];
  const defaults = readDefaults(moof, tfhd.bodyAt, track);
  const isLong = moof[tfdt.bodyAt] === 1;
  const baseTime = isLong ? Number(moof.readBigUInt64BE(tfdt.bodyAt + 4)) : moof.readUInt32BE(tfdt.bodyAt + 4);
  const samples: Sample[] = [];
  let at = fileAt;
  for (const { type, bodyAt } of boxesIn(moof, from, to))
    if (type === "trun") at = readRun(moof, bodyAt, at, fileAt, defaults, samples);
  return [{ trackId: track.id, baseTime, samples }];
}

function readDefaults(moof: Buffer, bodyAt: number, { defaults }: InitTrack): InitTrack["defaults"] {
  const flags = moof.readUInt32BE(bodyAt) & 0xffffff;
  if (flags & TFHD.baseOffset) throw new Error("a fragment counts from the start of its file");
  let at = bodyAt + 8;
  const next = (flag: number, otherwise: number): number => {
    if (!(flags & flag)) return otherwise;
    at += 4;
    return moof.readUInt32BE(at - 4);
  };
  next(TFHD.description, 0);
  return {
    duration: next(TFHD.duration, defaults.duration),
    size: next(TFHD.size, defaults.size),
    flags: next(TFHD.flags, defaults.flags),
  };
}

/** Adds the samples of one `trun`; returns where the next one would begin. */
function readRun(
  moof: Buffer,
  bodyAt: number,
  follows: number,
  fileAt: number,
  defaults: InitTrack["defaults"],
  samples: Sample[],
): number {
  const version = moof[bodyAt]!;
  const flags = moof.readUInt32BE(bodyAt) & 0xffffff;
  const count = moof.readUInt32BE(bodyAt + 4);
  let read = bodyAt + 8;
  const take = (flag: number, otherwise: number): number => {
    if (!(flags & flag)) return otherwise;
    read += 4;
    return moof.readUInt32BE(read - 4);
  };
  let at = flags & TRUN.offset ? fileAt + (take(TRUN.offset, 0) | 0) : follows;
  const firstFlags = take(TRUN.firstFlags, defaults.flags);
  for (let n = 0; n < count; n++) {
    const duration = take(TRUN.duration, defaults.duration);
    const size = take(TRUN.size, defaults.size);
    const about = take(TRUN.flags, n === 0 ? firstFlags : defaults.flags);
    const shift = take(TRUN.shift, 0);
    samples.push({ at, size, duration, shift: version === 0 ? shift : shift | 0, isSync: (about & NON_SYNC) === 0 });
    at += size;
  }
  return at;
}
