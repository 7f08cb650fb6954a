import { authorize } from "@/lib/auth/permissions";
import type { EventView, UpdateEvent } from "@/lib/contracts/events";
import { markAlertOf } from "../alerts/acknowledge";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { EVENT_INCLUDE, viewEvent } from "./view";

/** Says that somebody has seen to an event, or takes that back. Who was first stays named. */
export async function acknowledgeEvent(ctx: Ctx, id: string, { acknowledged }: UpdateEvent): Promise<EventView> {
  const event = await ctx.db.event.findUnique({ where: { id }, include: EVENT_INCLUDE });
  authorize(ctx.actor, "event:acknowledge", event, "Event");
  if ((event.acknowledgedAt !== null) === acknowledged) return viewEvent(ctx, event);
  const changed = await ctx.db.$transaction(async (tx) => {
    const by = ctx.actor.kind === "user" ? ctx.actor.id : null;
    const data = acknowledged
      ? { acknowledgedAt: ctx.clock.now(), acknowledgedById: by }
      : { acknowledgedAt: null, acknowledgedById: null };
    const { clubId } = event;
    const { count } = await tx.event.updateMany({ where: { id, acknowledgedAt: event.acknowledgedAt }, data });
    if (count > 0) {
      await audit(tx, ctx, acknowledged ? "event.acknowledge" : "event.unacknowledge", id, {
        clubId,
        details: { name: event.type },
      });
      await ctx.notify(tx, { kind: "event", id, clubId });
      await markAlertOf(ctx, tx, id, data);
    }
    return tx.event.findUniqueOrThrow({ where: { id }, include: EVENT_INCLUDE });
  });
  return viewEvent(ctx, changed);
}
