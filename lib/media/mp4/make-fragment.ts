import { header, makeBox, makeFullBox, u32 } from "./boxes";

/** `duration` and `shift` (how much later it is shown than decoded) in ticks. */
export type FragmentSample = { data: Buffer; duration: number; shift: number; isSync: boolean };
export type FragmentTrack = { trackId: number; baseTime: number; samples: readonly FragmentSample[] };
export type Fragment = { moof: Buffer; mdat: Buffer[] };

const BASE_IS_MOOF = 0x20000;
/** Where the data is; of each sample its duration, size, flags and shift. */
const RUN_FLAGS = 0x1 | 0x100 | 0x200 | 0x400 | 0x800;
/** Depends on no other; or on others, and cannot be begun with. */
const SYNC = 0x2000000;
const NON_SYNC = 0x1010000;
/** Bytes of a `trun` before its samples: header, version, count, offset. */
const OFFSET_AT = 16;

/** One `moof` and its `mdat` in pieces, the samples' own buffers among them. */
export function makeFragment(sequence: number, tracks: readonly FragmentTrack[]): Fragment {
  const used = tracks.filter(({ samples }) => samples.length > 0);
  const trafs = used.map(makeTrackFragment);
  const moof = makeBox("moof", makeFullBox("mfhd", 0, 0, u32(sequence)), ...trafs);
  // The data of one track follows that of the other.
  let offset = moof.length + 8;
  let trafAt = 8 + 16;
  for (const [n, { samples }] of used.entries()) {
    const trunAt = trafAt + trafs[n]!.length - runBytes(samples.length);
    moof.writeInt32BE(offset, trunAt + OFFSET_AT);
    offset += bytesOf(samples);
    trafAt += trafs[n]!.length;
  }
  return { moof, mdat: [header("mdat", offset - moof.length), ...used.flatMap(dataOf)] };
}

/** A fragment without samples: the last one of the track stands until `endTime`. */
export function makeEnd(sequence: number, trackId: number, endTime: number): Fragment {
  const traf = makeBox("traf", makeFullBox("tfhd", 0, BASE_IS_MOOF, u32(trackId)), timeBox(endTime));
  return { moof: makeBox("moof", makeFullBox("mfhd", 0, 0, u32(sequence)), traf), mdat: [header("mdat", 8)] };
}

function timeBox(ticks: number): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(ticks));
  return makeFullBox("tfdt", 1, 0, time);
}

const runBytes = (samples: number): number => 20 + samples * 16;
const bytesOf = (samples: readonly FragmentSample[]): number => samples.reduce((sum, { data }) => sum + data.length, 0);
const dataOf = ({ samples }: FragmentTrack): Buffer[] => samples.map(({ data }) => data);

function makeTrackFragment({ trackId, baseTime, samples }: FragmentTrack): Buffer {
  const values = Buffer.allocUnsafe(samples.length * 16);
  let at = 0;
  for (const { data, duration, shift, isSync } of samples) {
    at = values.writeUInt32BE(duration, at);
    at = values.writeUInt32BE(data.length, at);
    at = values.writeUInt32BE(isSync ? SYNC : NON_SYNC, at);
    at = values.writeInt32BE(shift, at);
  }
  return makeBox(
    "traf",
    makeFullBox("tfhd", 0, BASE_IS_MOOF, u32(trackId)),
    timeBox(baseTime),
    makeFullBox("trun", 1, RUN_FLAGS, u32(samples.length, 0), values),
  );
}
