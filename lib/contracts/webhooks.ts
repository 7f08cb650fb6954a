import { z } from "zod";
import { AlertKind } from "./alerts";
import { ClubId, Timestamp } from "./common";

export const WebhookId = z.uuid();
export const DeliveryId = z.uuid();

/** Another program that hears of a club's alerts. */
export const WebhookView = z.object({
  id: WebhookId,
  club_id: ClubId,
  /** Scheme, host and port: the rest may be a secret. */
  url: z.string(),
  /** Kinds of alerts; empty for all of them. `camera` stands for all that begin with `camera.`. */
  kinds: z.array(AlertKind),
  enabled: z.boolean(),
  /** Attempts in a row that failed. */
  failures: z.int(),
  /** When it was switched off by itself, after 100 failures in a row. */
  gave_up_at: Timestamp.nullable(),
  created_at: Timestamp,
});
export type WebhookView = z.infer<typeof WebhookView>;

const Url = z.string().trim().min(1).max(2_000);
const Kinds = z.array(AlertKind).max(20);

export const CreateWebhook = z
  .object({
    url: Url,
    kinds: Kinds.default([]),
    /** Needed from those who belong to no club. */
    club_id: ClubId.optional(),
  })
  .strict();
export type CreateWebhook = z.output<typeof CreateWebhook>;

export const UpdateWebhook = z.object({ url: Url, kinds: Kinds, enabled: z.boolean() }).partial().strict();
export type UpdateWebhook = z.output<typeof UpdateWebhook>;

/** One message, and what became of its last attempt. */
export const DeliveryView = z.object({
  id: DeliveryId,
  type: z.string(),
  created_at: Timestamp,
  attempts: z.int(),
  /** The next attempt, while there is to be one. */
  due_at: Timestamp.nullable(),
  sent_at: Timestamp.nullable(),
  delivered_at: Timestamp.nullable(),
  status: z.int().nullable(),
  duration_ms: z.int().nullable(),
  /** The first characters of what was answered. */
  answer: z.string().nullable(),
  /** Why there was no answer. */
  error: z.string().nullable(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;
