import { z } from "zod";
import { IntText } from "./common";

export const Profile = z.enum(["tile", "full"]);
export type Profile = z.infer<typeof Profile>;

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

// Apart, so that the pages read frames without carrying zod.
export { FRAME_HEADER_BYTES, type Frame, frameHeader, PROFILES, parseFrame } from "./frame";
