import { authorize, notFound, type Permission, scopeFilter } from "@/lib/auth/permissions";
import type { CreateWebhook, UpdateWebhook, WebhookView } from "@/lib/contracts/webhooks";
import { redactCameraUrl } from "@/lib/core/camera-url";
import { AppError } from "@/lib/core/errors";
import { newId, newToken } from "@/lib/core/ids";
import type { Webhook } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { webhookAddresses } from "./address";
import { toWebhookView } from "./view";

const PERMISSION: Permission = "alert:rules";
/** Each alert goes to every one of them. */
const MAX_WEBHOOKS = 10;

/** The webhooks of the actor's club; a super admin sees those of the club asked for, or all. */
export async function listWebhooks(ctx: Ctx, query: { club_id?: number | undefined }): Promise<WebhookView[]> {
  const { clubId: own } = scopeFilter(ctx.actor, PERMISSION);
  if (own !== undefined && query.club_id !== undefined && query.club_id !== own) throw notFound("Club");
  const clubId = own ?? query.club_id;
  const where = clubId === undefined ? {} : { clubId };
  const rows = await ctx.db.webhook.findMany({ where, orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: 200 });
  return rows.map(toWebhookView);
}

/**
 * Answers the secret of its signatures, which nobody is told again. Throws `unprocessable` for an address that may not be,
 * and when a super admin names no club; `not_found` for a foreign club.
 */
export async function createWebhook(
  ctx: Ctx,
  { url, kinds, club_id }: CreateWebhook,
): Promise<{ webhook: WebhookView; secret: string }> {
  const { clubId: own } = scopeFilter(ctx.actor, PERMISSION);
  const clubId = club_id ?? own;
  if (clubId === undefined)
    throw new AppError("unprocessable", "Say which club the webhook is for: club_id is missing.");
  const club = await ctx.db.club.findUnique({ where: { id: clubId }, select: { id: true } });
  authorize(ctx.actor, PERMISSION, club && { clubId }, "Club");
  const address = await sealAddress(ctx, url);
  const secret = newToken("vigiew");
  const row = await ctx.db.$transaction(async (tx) => {
    if ((await tx.webhook.count({ where: { clubId } })) >= MAX_WEBHOOKS)
      throw new AppError("conflict", `A club has at most ${MAX_WEBHOOKS} webhooks. Remove one first.`);
    const data = { id: newId(), clubId, kinds, ...address, secretSealed: ctx.secrets.seal(secret) };
    const made = await tx.webhook.create({ data: { ...data, createdAt: ctx.clock.now() } });
    await audit(tx, ctx, "webhook.create", made.id, { clubId, details: { url: made.urlRedacted, kinds } });
    return made;
  });
  return { webhook: toWebhookView(row), secret };
}

/** Switched on it begins anew with its failures; switched off, what was still to be sent is dropped. */
export async function updateWebhook(ctx: Ctx, id: string, input: UpdateWebhook): Promise<WebhookView> {
  const { clubId } = await findWebhook(ctx, id);
  const { url, kinds, enabled } = input;
  const address = url === undefined ? {} : await sealAddress(ctx, url);
  const row = await ctx.db.$transaction(async (tx) => {
    const fresh = enabled ? { failures: 0, gaveUpAt: null } : {};
    const change = { ...(kinds && { kinds }), ...(enabled !== undefined && { enabled }), ...fresh, ...address };
    const [changed] = await tx.webhook.updateManyAndReturn({ where: { id }, data: change });
    if (!changed) throw notFound("Webhook");
    if (enabled === false)
      await tx.webhookDelivery.updateMany({ where: { webhookId: id, dueAt: { not: null } }, data: { dueAt: null } });
    const details = { url: changed.urlRedacted, ...(kinds && { kinds }), ...(enabled !== undefined && { enabled }) };
    await audit(tx, ctx, "webhook.update", id, { clubId, details });
    return changed;
  });
  return toWebhookView(row);
}

export async function deleteWebhook(ctx: Ctx, id: string): Promise<WebhookView> {
  const webhook = await findWebhook(ctx, id);
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.webhook.deleteMany({ where: { id } });
    if (count === 0) throw notFound("Webhook");
    await audit(tx, ctx, "webhook.delete", id, { clubId: webhook.clubId, details: { url: webhook.urlRedacted } });
  });
  return toWebhookView(webhook);
}

/** Throws `not_found` for an absent or foreign one. */
export async function findWebhook(ctx: Ctx, id: string): Promise<Webhook> {
  const webhook = await ctx.db.webhook.findUnique({ where: { id } });
  authorize(ctx.actor, PERMISSION, webhook, "Webhook");
  return webhook as Webhook;
}

async function sealAddress(ctx: Ctx, url: string) {
  await webhookAddresses(url, { allowedHosts: ctx.settings.allowedHosts, lookUp: ctx.lookUp });
  return { urlSealed: ctx.secrets.seal(url), urlRedacted: redactCameraUrl(url) };
}
