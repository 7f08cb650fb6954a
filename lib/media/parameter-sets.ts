import { BitReader } from "./bit-reader";
import type { Size } from "./jpeg";
import type { VideoCodec, VideoFormat } from "./packets";
import { readH264Reorder, readHevcReorder } from "./reorder-depth";

const MAX_SIDE = 16_384;

/** What a NAL unit is: H.264, table 7-1; H.265, table 7-1. Zero for an empty one. */
export const unitType = (unit: Uint8Array, codec: VideoCodec): number =>
  codec === "h264" ? (unit[0] ?? 0) & 0x1f : ((unit[0] ?? 0) >> 1) & 0x3f;

const SPS = { h264: 7, hevc: 33 } as const;
const PARAMETER_SETS = { h264: [7, 8], hevc: [32, 33, 34] } as const;

export const isParameterSet = (unit: Uint8Array, codec: VideoCodec): boolean =>
  (PARAMETER_SETS[codec] as readonly number[]).includes(unitType(unit, codec));

/** H.264: IDR. H.265: every picture that a decoder can begin with (BLA, IDR, CRA). */
export const isKeyUnit = (unit: Uint8Array, codec: VideoCodec): boolean => {
  const type = unitType(unit, codec);
  return codec === "h264" ? type === 5 : type >= 16 && type <= 21;
};

/** The format these parameter sets describe; null while one of them is missing or says nonsense. */
export function describeFormat(codec: VideoCodec, sets: readonly Buffer[]): VideoFormat | null {
  const isThere = PARAMETER_SETS[codec].every((type) => sets.some((set) => unitType(set, codec) === type));
  const sps = sets.find((set) => unitType(set, codec) === SPS[codec]);
  if (!isThere || !sps) return null;
  const { width, height } = readSequence(codec, sps);
  const isSane = width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE;
  const parameterSets = sets.filter((set) => isParameterSet(set, codec));
  return isSane ? { codec, width, height, parameterSets } : null;
}

/**
 * What a sequence parameter set says of its pictures. `chroma`: 0 grey, 1 4:2:0, 2 4:2:2, 3 4:4:4; depths in bits. `reorder`:
 * how many pictures may come before one that is shown earlier; null when it does not say.
 */
export type Sequence = Size & { chroma: number; lumaBits: number; chromaBits: number; reorder: number | null };

/** Reads a whole SPS; nonsense gives nonsense, never an error. */
export const readSequence = (codec: VideoCodec, sps: Buffer): Sequence =>
  codec === "h264" ? readH264(sps.subarray(1)) : readHevc(sps.subarray(2));

/** How many pictures of this format may come before one that is shown earlier; null when it does not say. */
export function reorderDepth({ codec, parameterSets }: VideoFormat): number | null {
  const sps = parameterSets.find((set) => unitType(set, codec) === SPS[codec]);
  return sps ? readSequence(codec, sps).reorder : null;
}

/** It has no pictures out of order. */
const BASELINE = 66;
/** Profiles whose SPS says more about colour (H.264, 7.3.2.1.1). */
const H264_WITH_CHROMA = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

function readH264(sps: Buffer): Sequence {
  const r = new BitReader(sps);
  const profile = r.bits(8);
  r.advance(16);
  r.ue();
  const { separate, ...colour } = H264_WITH_CHROMA.has(profile) ? readH264Chroma(r) : ORDINARY;
  const { chroma } = colour;
  r.ue();
  const isInOrder = readPictureOrder(r) === 2 || profile === BASELINE;
  r.ue();
  r.advance(1);
  const widthInBlocks = r.ue() + 1;
  const heightInUnits = r.ue() + 1;
  const framesOnly = r.bit();
  if (!framesOnly) r.advance(1);
  r.advance(1);
  const crop = r.bit() ? [r.ue(), r.ue(), r.ue(), r.ue()] : [0, 0, 0, 0];
  const isSubsampled = chroma > 0 && !separate;
  const unitX = isSubsampled && chroma < 3 ? 2 : 1;
  const unitY = (isSubsampled && chroma === 1 ? 2 : 1) * (2 - framesOnly);
  return {
    ...colour,
    width: widthInBlocks * 16 - (crop[0]! + crop[1]!) * unitX,
    height: heightInUnits * 16 * (2 - framesOnly) - (crop[2]! + crop[3]!) * unitY,
    reorder: isInOrder ? 0 : readH264Reorder(r),
  };
}

const ORDINARY = { chroma: 1, separate: 0, lumaBits: 8, chromaBits: 8 };

function readH264Chroma(r: BitReader): typeof ORDINARY {
  const chroma = r.ue();
  const separate = chroma === 3 ? r.bit() : 0;
  const [lumaBits, chromaBits] = [r.ue() + 8, r.ue() + 8];
  r.advance(1);
  const lists = r.bit() ? (chroma === 3 ? 12 : 8) : 0;
  for (let i = 0; i < lists; i++) {
    const isThere = r.bit();
    if (isThere) skipScalingList(r, i < 6 ? 16 : 64);
  }
  return { chroma, separate, lumaBits, chromaBits };
}

function skipScalingList(r: BitReader, size: number): void {
  let next = 8;
  for (let i = 0, last = 8; i < size && next !== 0; i++) {
    next = (last + r.se() + 256) % 256;
    if (next !== 0) last = next;
  }
}

/** The type: with 2 pictures are shown in the order in which they come. */
function readPictureOrder(r: BitReader): number {
  const type = r.ue();
  if (type === 0) r.ue();
  if (type !== 1) return type;
  r.advance(1);
  r.se();
  r.se();
  const count = Math.min(r.ue(), 255);
  for (let i = 0; i < count; i++) r.se();
  return type;
}

function readHevc(sps: Buffer): Sequence {
  const r = new BitReader(sps);
  r.advance(4);
  const subLayers = r.bits(3);
  r.advance(1);
  skipProfileTierLevel(r, subLayers);
  r.ue();
  const chroma = r.ue();
  if (chroma === 3) r.advance(1);
  const [width, height] = [r.ue(), r.ue()];
  const crop = r.bit() ? [r.ue(), r.ue(), r.ue(), r.ue()] : [0, 0, 0, 0];
  const [unitX, unitY] = [chroma === 1 || chroma === 2 ? 2 : 1, chroma === 1 ? 2 : 1];
  const [lumaBits, chromaBits] = [r.ue() + 8, r.ue() + 8];
  return {
    ...{ chroma, lumaBits, chromaBits },
    width: width - (crop[0]! + crop[1]!) * unitX,
    height: height - (crop[2]! + crop[3]!) * unitY,
    reorder: readHevcReorder(r, subLayers),
  };
}

/** H.265, 7.3.3: 88 bits of profile and 8 of level, then the same per sub-layer where flagged. */
function skipProfileTierLevel(r: BitReader, subLayers: number): void {
  r.advance(96);
  const flags = Array.from({ length: subLayers }, () => [r.bit(), r.bit()] as const);
  if (subLayers > 0) r.advance(2 * (8 - subLayers));
  for (const [profile, level] of flags) r.advance(profile * 88 + level * 8);
}
