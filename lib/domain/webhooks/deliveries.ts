import { notFound } from "@/lib/auth/permissions";
import type { DeliveryView } from "@/lib/contracts/webhooks";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Webhook } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findWebhook } from "./manage";
import { toDeliveryView } from "./view";

/** The last 50, newest first. */
export async function listDeliveries(ctx: Ctx, webhookId: string): Promise<DeliveryView[]> {
  await findWebhook(ctx, webhookId);
  const orderBy = [{ createdAt: "desc" as const }, { id: "desc" as const }];
  const rows = await ctx.db.webhookDelivery.findMany({ where: { webhookId }, orderBy, take: 50 });
  return rows.map(toDeliveryView);
}

/** Sends something harmless, to see whether it arrives. */
export async function testWebhook(ctx: Ctx, webhookId: string): Promise<DeliveryView> {
  const webhook = await findWebhook(ctx, webhookId);
  requireOn(webhook);
  const [id, now] = [newId(), ctx.clock.now()];
  const body = JSON.stringify({ id, type: "test", created_at: now.toISOString(), site: ctx.settings.siteUrl });
  const row = await ctx.db.$transaction(async (tx) => {
    await audit(tx, ctx, "webhook.test", webhookId, { clubId: webhook.clubId });
    return tx.webhookDelivery.create({ data: { id, webhookId, type: "test", body, createdAt: now, dueAt: now } });
  });
  return toDeliveryView(row);
}

/** The same words under the same id, with all its attempts before it. Throws `not_found` for an absent one. */
export async function sendAgain(ctx: Ctx, webhookId: string, deliveryId: string): Promise<DeliveryView> {
  const webhook = await findWebhook(ctx, webhookId);
  requireOn(webhook);
  const row = await ctx.db.$transaction(async (tx) => {
    const [again] = await tx.webhookDelivery.updateManyAndReturn({
      where: { id: deliveryId, webhookId },
      data: { dueAt: ctx.clock.now(), attempts: 0, deliveredAt: null },
    });
    if (!again) throw notFound("Delivery");
    await audit(tx, ctx, "webhook.send", webhookId, { clubId: webhook.clubId, details: { delivery: deliveryId } });
    return again;
  });
  return toDeliveryView(row);
}

function requireOn({ enabled }: Webhook): void {
  if (!enabled) throw new AppError("conflict", "The webhook is switched off: switch it on first.");
}
