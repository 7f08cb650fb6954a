import { z } from "zod";
import { IntText } from "./common";

export const Profile = z.enum(["tile", "full"]);
export type Profile = z.infer<typeof Profile>;
/** What a device can be asked to send of a camera: pictures in a profile, or the camera's own stream in parts. */
export const Feed = z.enum([...Profile.options, "hls"]);
export type Feed = z.infer<typeof Feed>;

/** How long a device goes on after the last renewal, and how often a web with viewers renews. */
export const LEASE_SECONDS = 15;
export const LEASE_RENEW_MS = 5_000;

export const PreviewQuery = z.object({ fps: IntText(1, 25).default(10), profile: Profile.default("full") });
/** Which part of the stream a player waits for (LL-HLS: blocking playlist reload); without them, what there is. */
export const PlaylistQuery = z.object({
  _HLS_msn: IntText(0, 0xffffffff).optional(),
  _HLS_part: IntText(0, 0xffff).optional(),
  _HLS_skip: z.string().optional(),
});
/** `init-<stretch>.mp4`, `<segment>.m4s` or `<segment>.<part>.m4s`. */
export const LiveFile = z.string().regex(/^(init-\d{1,10}\.mp4|\d{1,10}(\.\d{1,5})?\.m4s)$/);

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
export {
  LIVE_HEADER_BYTES,
  LIVE_TICKS_PER_SECOND,
  type LivePart,
  liveHeader,
  PART_TARGET_SECONDS,
  parseLivePart,
} from "./live-part";
