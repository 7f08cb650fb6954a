import type { WebhookDelivery } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";

/** A message whose turn it is, with its webhook's boxes. */
export type DueDelivery = Pick<WebhookDelivery, "id" | "type" | "body" | "attempts" | "webhookId"> & {
  webhook: { urlSealed: string; secretSealed: string };
};
/** What became of an attempt. `status` null: there was no answer, for the reason `error` says. */
export type Outcome = { status: number | null; durationMs: number; answer: string | null; error: string | null };

/** Longer than any attempt takes: after it the program that began it is dead, and another one tries. */
const LEASE_MS = 30_000;
/** Waits after each attempt but the last, in seconds: eight attempts in about two hours. */
const WAITS_S = [5, 15, 60, 300, 900, 2_700, 3_600];
export const MAX_ATTEMPTS = WAITS_S.length + 1;
/** So many in a row, and nobody reads there any more. */
export const MAX_FAILURES = 100;

/**
 * Takes at most `limit` messages that are due, the oldest of each webhook that is not being sent to: a receiver that hangs
 * holds up nobody else. Of several programs that ask at once each gets others. What is not settled is due again later.
 */
export async function claimDeliveries(ctx: Ctx, limit: number): Promise<DueDelivery[]> {
  const now = ctx.clock.now();
  const lease = new Date(now.getTime() + LEASE_MS);
  const claimed = await ctx.db.$queryRaw<{ id: string }[]>`
    UPDATE webhook_deliveries SET attempts = attempts + 1, due_at = ${lease}, leased_until = ${lease}, sent_at = ${now}
    WHERE id IN (
      SELECT d.id FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id AND w.enabled
      WHERE d.due_at <= ${now} AND NOT EXISTS (
        SELECT 1 FROM webhook_deliveries o WHERE o.webhook_id = d.webhook_id AND o.due_at IS NOT NULL
        AND (o.leased_until > ${now} OR (o.due_at <= ${now} AND o.id < d.id))
      )
      ORDER BY d.due_at LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED
    ) RETURNING id`;
  return ctx.db.webhookDelivery.findMany({
    where: { id: { in: claimed.map(({ id }) => id) } },
    include: { webhook: true },
  });
}

/** Writes down what became of it, and when it is tried again; gives a webhook up that failed too often. */
export async function settleDelivery(ctx: Ctx, due: DueDelivery, outcome: Outcome): Promise<void> {
  const now = ctx.clock.now();
  const isDelivered = outcome.status !== null && outcome.status >= 200 && outcome.status < 300;
  const waitS = WAITS_S[due.attempts - 1];
  const dueAt = isDelivered || waitS === undefined ? null : new Date(now.getTime() + waitS * 1_000);
  await ctx.db.$transaction(async (tx) => {
    const settled = { ...outcome, dueAt, leasedUntil: null, deliveredAt: isDelivered ? now : null };
    // Somebody may have switched it off meanwhile, or asked for it again.
    const { count } = await tx.webhookDelivery.updateMany({
      where: { id: due.id, attempts: due.attempts, dueAt: { not: null } },
      data: settled,
    });
    if (count === 0)
      await tx.webhookDelivery.updateMany({ where: { id: due.id }, data: { ...outcome, leasedUntil: null } });
    if (isDelivered) return void (await tx.webhook.updateMany({ where: { id: due.webhookId }, data: { failures: 0 } }));
    const [webhook] = await tx.webhook.updateManyAndReturn({
      where: { id: due.webhookId, enabled: true },
      data: { failures: { increment: 1 } },
    });
    if (!webhook || webhook.failures < MAX_FAILURES) return;
    const { id, clubId, failures } = webhook;
    await tx.webhook.update({ where: { id }, data: { enabled: false, gaveUpAt: now } });
    await tx.webhookDelivery.updateMany({ where: { webhookId: id, dueAt: { not: null } }, data: { dueAt: null } });
    await audit(tx, ctx, "webhook.give_up", id, { clubId, details: { url: webhook.urlRedacted, failures } });
  });
}

/** A log is for looking what went wrong, not for ever. */
const KEEP_MS = 30 * 86_400_000;
export async function forgetDeliveries(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - KEEP_MS);
  await ctx.db.webhookDelivery.deleteMany({ where: { dueAt: null, createdAt: { lt: before } } });
}
