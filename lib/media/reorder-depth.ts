import type { BitReader } from "./bit-reader";

/** More pictures than any stream may hold back. */
const MAX_DEPTH = 16;
const OTHER_ASPECT = 255;

/**
 * `max_num_reorder_frames`, near the end of what an H.264 SPS says about how it is shown (E.1.1), which `r` stands before;
 * null when it is not there.
 */
export function readH264Reorder(r: BitReader): number | null {
  if (!r.bit()) return null;
  if (r.bit() && r.bits(8) === OTHER_ASPECT) r.advance(32);
  if (r.bit()) r.advance(1);
  if (r.bit()) {
    r.advance(4);
    if (r.bit()) r.advance(24);
  }
  if (r.bit()) {
    r.ue();
    r.ue();
  }
  if (r.bit()) r.advance(65);
  const hasNal = skipBuffers(r);
  const hasVcl = skipBuffers(r);
  if (hasNal || hasVcl) r.advance(1);
  r.advance(1);
  if (!r.bit()) return null;
  r.advance(1);
  for (let i = 0; i < 4; i++) r.ue();
  return sane(r.ue());
}

/** `sps_max_num_reorder_pics` of the highest sub-layer, which is the last one listed (H.265, 7.3.2.2.1). */
export function readHevcReorder(r: BitReader, subLayers: number): number | null {
  r.ue();
  const listed = r.bit() ? subLayers + 1 : 1;
  let depth = 0;
  for (let i = 0; i < listed; i++) {
    r.ue();
    depth = r.ue();
    r.ue();
  }
  return sane(depth);
}

const sane = (depth: number): number | null => (depth > MAX_DEPTH ? null : depth);

/** What it says about buffers (H.264, E.1.2), if it does. */
function skipBuffers(r: BitReader): boolean {
  if (!r.bit()) return false;
  const count = Math.min(r.ue() + 1, 32);
  r.advance(8);
  for (let i = 0; i < count; i++) {
    r.ue();
    r.ue();
    r.advance(1);
  }
  r.advance(20);
  return true;
}
