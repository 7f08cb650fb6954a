/** Longest side and frame rate of each profile, as the device makes them. */
export const PROFILES = { tile: { width: 480, fps: 5 }, full: { width: 1280, fps: 15 } } as const satisfies Record<
  "tile" | "full",
  { width: number; fps: number }
>;

/** One picture of a camera. */
export type Frame = { capturedAtMs: number; sequence: number; width: number; height: number; jpeg: Uint8Array };

/** 16 bytes big-endian before the JPEG: u64 capture time in µs, u32 sequence, u16 width, u16 height. */
export const FRAME_HEADER_BYTES = 16;

export function frameHeader(frame: Omit<Frame, "jpeg">): Uint8Array {
  const bytes = new Uint8Array(FRAME_HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(Math.round(frame.capturedAtMs * 1000)));
  view.setUint32(8, frame.sequence >>> 0);
  view.setUint16(12, frame.width);
  view.setUint16(14, frame.height);
  return bytes;
}

/** The JPEG is a view on `message`, not a copy. Null when the message is too short to be a frame. */
export function parseFrame(message: Uint8Array): Frame | null {
  if (message.byteLength <= FRAME_HEADER_BYTES) return null;
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  return {
    capturedAtMs: Number(view.getBigUint64(0)) / 1000,
    sequence: view.getUint32(8),
    width: view.getUint16(12),
    height: view.getUint16(14),
    jpeg: message.subarray(FRAME_HEADER_BYTES),
  };
}
