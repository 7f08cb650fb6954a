import { z } from "zod";
import { IntText } from "./common";

export const Profile = z.enum(["tile", "full"]);
export type Profile = z.infer<typeof Profile>;

/** Longest side and frame rate of each profile, as the device makes them. */
export const PROFILES = { tile: { width: 480, fps: 5 }, full: { width: 1280, fps: 15 } } as const satisfies Record<
  Profile,
  { width: number; fps: number }
>;

/** How long a device goes on after the last renewal, and how often a web with viewers renews. */
export const LEASE_SECONDS = 15;
export const LEASE_RENEW_MS = 5_000;

export const PreviewQuery = z.object({ fps: IntText(1, 25).default(10), profile: Profile.default("full") });
export const PreviewInfo = z.object({
  width: z.int().nullable(),
  height: z.int().nullable(),
  fps: z.number().nullable(),
  viewers: z.int(),
  frame_age_ms: z.number().nullable(),
  codec: z.string().nullable(),
  bitrate: z.number().nullable(),
});
export type PreviewInfo = z.infer<typeof PreviewInfo>;

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
