import { z } from "zod";
import { FileId, Timestamp } from "./common";

export const DEFAULT_SHARE_DAYS = 7;
export const MAX_SHARE_DAYS = 90;

export const ShareId = z.uuid();
/** What stands at the end of a link: 256 random bits. */
export const ShareToken = z.string().regex(/^[\w-]{43}$/);

export const CreateShare = z.object({ days: z.int().min(1).max(MAX_SHARE_DAYS).default(DEFAULT_SHARE_DAYS) }).strict();
export type CreateShare = z.output<typeof CreateShare>;

/** A link as those who hand it out see it; never its token, which is shown once. */
export const ShareView = z.object({
  id: ShareId,
  file_id: FileId,
  state: z.enum(["active", "expired", "revoked"]),
  created_at: Timestamp,
  created_by_name: z.string().nullable(),
  expires_at: Timestamp,
  revoked_at: Timestamp.nullable(),
  /** How often its page was opened. */
  views: z.int(),
  last_viewed_at: Timestamp.nullable(),
});
export type ShareView = z.infer<typeof ShareView>;

/** All that whoever has the link is told of the club. */
export const SharedVideo = z.object({
  club_name: z.string(),
  court_name: z.string().nullable(),
  timezone: z.string(),
  recorded_at: Timestamp,
  duration_seconds: z.number().nullable(),
  bytes: z.number(),
  has_poster: z.boolean(),
  /** It comes from its device first, once somebody opens it. */
  on_device: z.boolean(),
  expires_at: Timestamp,
});
export type SharedVideo = z.infer<typeof SharedVideo>;
