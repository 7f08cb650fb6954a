import { BitReader } from "./bit-reader";
import type { Size } from "./jpeg";
import { findUnits, unitType } from "./ts-keyframes";
import type { TsCodec } from "./ts-tables";

const H264_SPS = 7;
const HEVC_SPS = 33;
const MAX_SIDE = 16_384;

/** The picture's size, from the sequence parameter set in an Annex B stretch of H.264 or H.265; null without one. */
export function readPictureSize(stream: Buffer, codec: TsCodec): Size | null {
  if (codec !== "h264" && codec !== "hevc") return null;
  for (const { at, end } of findUnits(stream)) {
    const type = unitType(stream[at]!, codec);
    if (type !== (codec === "h264" ? H264_SPS : HEVC_SPS)) continue;
    const size = codec === "h264" ? readH264(stream.subarray(at + 1, end)) : readHevc(stream.subarray(at + 2, end));
    const isSane = size.width > 0 && size.height > 0 && size.width <= MAX_SIDE && size.height <= MAX_SIDE;
    return isSane ? size : null;
  }
  return null;
}

/** Profiles whose SPS says more about colour (H.264, 7.3.2.1.1). */
const H264_WITH_CHROMA = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

function readH264(sps: Buffer): Size {
  const r = new BitReader(sps);
  const profile = r.bits(8);
  r.advance(16);
  r.ue();
  const { chroma, separate } = H264_WITH_CHROMA.has(profile) ? readH264Chroma(r) : { chroma: 1, separate: 0 };
  r.ue();
  skipPictureOrder(r);
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
    width: widthInBlocks * 16 - (crop[0]! + crop[1]!) * unitX,
    height: heightInUnits * 16 * (2 - framesOnly) - (crop[2]! + crop[3]!) * unitY,
  };
}

function readH264Chroma(r: BitReader): { chroma: number; separate: number } {
  const chroma = r.ue();
  const separate = chroma === 3 ? r.bit() : 0;
  r.ue();
  r.ue();
  r.advance(1);
  const lists = r.bit() ? (chroma === 3 ? 12 : 8) : 0;
  for (let i = 0; i < lists; i++) {
    const isThere = r.bit();
    if (isThere) skipScalingList(r, i < 6 ? 16 : 64);
  }
  return { chroma, separate };
}

function skipScalingList(r: BitReader, size: number): void {
  let next = 8;
  for (let i = 0, last = 8; i < size && next !== 0; i++) {
    next = (last + r.se() + 256) % 256;
    if (next !== 0) last = next;
  }
}

function skipPictureOrder(r: BitReader): void {
  const type = r.ue();
  if (type === 0) r.ue();
  if (type !== 1) return;
  r.advance(1);
  r.se();
  r.se();
  const count = Math.min(r.ue(), 255);
  for (let i = 0; i < count; i++) r.se();
}

function readHevc(sps: Buffer): Size {
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
  return { width: width - (crop[0]! + crop[1]!) * unitX, height: height - (crop[2]! + crop[3]!) * unitY };
}

/** H.265, 7.3.3: 88 bits of profile and 8 of level, then the same per sub-layer where flagged. */
function skipProfileTierLevel(r: BitReader, subLayers: number): void {
  r.advance(96);
  const flags = Array.from({ length: subLayers }, () => [r.bit(), r.bit()] as const);
  if (subLayers > 0) r.advance(2 * (8 - subLayers));
  for (const [profile, level] of flags) r.advance(profile * 88 + level * 8);
}
