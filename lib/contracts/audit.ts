import { z } from "zod";
import { AnyTimestamp, ClubId, IdText, Timestamp } from "./common";

export const AuditEntryView = z.object({
  id: z.string(),
  at: Timestamp,
  club_id: ClubId.nullable(),
  /** `user:3`, `device:hub`, `system:cleanup`. */
  actor: z.string(),
  /** The person's or device's name today; null when there is none. */
  actor_name: z.string().nullable(),
  /** What kind of thing, and what was done to it: `camera.create`. */
  action: z.string(),
  target: z.string(),
  /** The target's name today; null when it has none or is gone. */
  target_name: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  request_id: z.string().nullable(),
});
export type AuditEntryView = z.infer<typeof AuditEntryView>;

const Search = z.string().trim().min(1).max(80);
export const AuditFilters = z.object({
  club_id: IdText.optional(),
  /** `user:3`, or a part of somebody's name or address. */
  actor: Search.optional(),
  /** `camera.create`, or `camera` for all that was done to cameras. */
  action: z
    .string()
    .regex(/^[a-z_]+(\.[a-z_]+)*$/)
    .max(64)
    .optional(),
  /** An id, or a part of a court's, camera's or person's name. */
  target: Search.optional(),
  from: AnyTimestamp.optional(),
  to: AnyTimestamp.optional(),
});
export type AuditFilters = z.infer<typeof AuditFilters>;
