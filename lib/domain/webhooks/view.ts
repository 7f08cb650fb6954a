import type { DeliveryView, WebhookView } from "@/lib/contracts/webhooks";
import type { Webhook, WebhookDelivery } from "@/lib/db/generated/client";

export const toWebhookView = (row: Webhook): WebhookView => ({
  id: row.id,
  club_id: row.clubId,
  url: row.urlRedacted,
  kinds: row.kinds,
  enabled: row.enabled,
  failures: row.failures,
  gave_up_at: row.gaveUpAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
});

export const toDeliveryView = (row: WebhookDelivery): DeliveryView => ({
  id: row.id,
  type: row.type,
  created_at: row.createdAt.toISOString(),
  attempts: row.attempts,
  due_at: row.dueAt?.toISOString() ?? null,
  sent_at: row.sentAt?.toISOString() ?? null,
  delivered_at: row.deliveredAt?.toISOString() ?? null,
  status: row.status,
  duration_ms: row.durationMs,
  answer: row.answer,
  error: row.error,
});
