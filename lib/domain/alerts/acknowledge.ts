import { authorize, notFound, scopeFilter } from "@/lib/auth/permissions";
import type { AcknowledgeAlerts, AlertView } from "@/lib/contracts/alerts";
import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import type { RaisedAlert } from "./channel";
import { ofClub } from "./list";
import { notifyOf } from "./raise";
import { ALERT_INCLUDE, toAlertViews } from "./view";

/** Says who has seen an alert and when, or takes that back. The first to acknowledge stays the one; a second changes nothing. */
export async function updateAlert(
  ctx: Ctx,
  id: string,
  { acknowledged }: { acknowledged: boolean },
): Promise<AlertView> {
  const alert = await ctx.db.alert.findUnique({ where: { id }, select: { clubId: true } });
  authorize(ctx.actor, "alert:acknowledge", alert, "Alert");
  await ctx.db.$transaction((tx) => mark(ctx, tx, { id }, acknowledged));
  const row = await ctx.db.alert.findUnique({ where: { id }, include: ALERT_INCLUDE });
  if (!row) throw notFound("Alert");
  return (await toAlertViews(ctx, [row]))[0]!;
}

/**
 * The same for several: those named that the actor may see (others are passed over), or all that were open up to and with
 * `before_seq`. Answers the ids that changed, so that it can be taken back. Throws `not_found` for a foreign club.
 */
export async function acknowledgeAlerts(ctx: Ctx, input: AcknowledgeAlerts): Promise<{ ids: string[] }> {
  const { clubId: own } = scopeFilter(ctx.actor, "alert:acknowledge");
  const asked = "all" in input ? input.club_id : undefined;
  if (own !== undefined && asked !== undefined && asked !== own) throw notFound("Club");
  const which: Prisma.AlertWhereInput =
    "all" in input
      ? { ...(input.before_seq !== undefined && { seq: { lte: input.before_seq } }) }
      : { id: { in: input.ids } };
  const isAcknowledged = "all" in input || input.acknowledged;
  const changed = await ctx.db.$transaction((tx) =>
    mark(ctx, tx, { AND: [ofClub(own ?? asked), which] }, isAcknowledged),
  );
  return { ids: changed.map(({ id }) => id) };
}

type By = { acknowledgedAt: Date | null; acknowledgedById: number | null };

/** Whoever has seen to an event has seen to its alert. The event's own line in the audit log stands for both. */
export async function markAlertOf(ctx: Ctx, tx: Tx, eventId: string, by: By): Promise<void> {
  const otherwise = { acknowledgedAt: by.acknowledgedAt ? null : { not: null } };
  await notifyOf(ctx, tx, ...(await tx.alert.updateManyAndReturn({ where: { eventId, ...otherwise }, data: by })));
}

/** Audited once for each club; an event is acknowledged with its alert. */
async function mark(ctx: Ctx, tx: Tx, which: Prisma.AlertWhereInput, acknowledged: boolean): Promise<RaisedAlert[]> {
  const userId = ctx.actor.kind === "user" ? ctx.actor.id : null;
  const by: By = {
    acknowledgedAt: acknowledged ? ctx.clock.now() : null,
    acknowledgedById: acknowledged ? userId : null,
  };
  const otherwise = { acknowledgedAt: acknowledged ? null : { not: null } };
  const changed = await tx.alert.updateManyAndReturn({ where: { AND: [which, otherwise] }, data: by });
  const eventIds = changed.flatMap(({ eventId }) => eventId ?? []);
  if (eventIds.length > 0) await tx.event.updateMany({ where: { id: { in: eventIds }, ...otherwise }, data: by });
  const action = acknowledged ? "alert.acknowledge" : "alert.reopen";
  for (const clubId of new Set(changed.map((alert) => alert.clubId))) {
    const alerts = changed.filter((alert) => alert.clubId === clubId);
    const [first] = alerts;
    const isOne = alerts.length === 1 && first !== undefined;
    const details = isOne
      ? { kind: first.kind }
      : { count: alerts.length, ids: alerts.slice(0, 100).map(({ id }) => id) };
    await audit(tx, ctx, action, isOne ? first.id : "alerts", { clubId, details });
  }
  await notifyOf(ctx, tx, ...changed);
  const [event] = changed.filter(({ eventId }) => eventId !== null);
  // Of many the pages hear of one, and ask again.
  if (event) await ctx.notify(tx, { kind: "event", id: event.eventId!, clubId: event.clubId });
  return changed;
}
