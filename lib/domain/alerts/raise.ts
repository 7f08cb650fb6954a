import type { AlertSeverity } from "@/lib/contracts/alerts";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import type { RaisedAlert } from "./channel";

export type NewAlert = {
  /** Null: for super admins only. */
  clubId: number | null;
  kind: string;
  severity: AlertSeverity;
  occurredAt: Date;
  ruleId?: string | null;
  /** An event alerts once, whoever raises it. */
  eventId?: string | null;
  deviceId?: string | null;
  cameraId?: number | null;
  data?: Prisma.InputJsonObject;
};

/** What one transaction at a time may hold: who gets a number first also commits first. */
const ALERTS_LOCK = 0x616c_6572;

/**
 * Lets no other transaction raise alerts until this one ends. Without it a browser that has seen number 6 would never be
 * told of a number 5 that is committed after it. Take it last: whoever waits for it holds what it changed so far.
 */
export const lockAlerts = (tx: Tx): Promise<unknown> => tx.$executeRaw`SELECT pg_advisory_xact_lock(${ALERTS_LOCK})`;

/**
 * Tells people of something, when `tx` commits: its numbers grow in the order of the commits, open pages and channels hear
 * of it once. Call it last in the transaction. An event that alerted before is left out of the answer.
 */
export async function raiseAlerts(ctx: Ctx, tx: Tx, alerts: readonly NewAlert[]): Promise<RaisedAlert[]> {
  if (alerts.length === 0) return [];
  await lockAlerts(tx);
  const raisedAt = ctx.clock.now();
  const data = alerts.map((alert) => ({ ...alert, id: newId(), raisedAt }));
  const raised = await tx.alert.createManyAndReturn({ data, skipDuplicates: true });
  await notifyOf(ctx, tx, ...raised);
  if (raised.length > 0) for (const channel of ctx.alertChannels) await channel.enqueue(ctx, tx, raised, "raised");
  return raised;
}

/** One of them; null for an event that alerted before. */
export async function raiseAlert(ctx: Ctx, tx: Tx, alert: NewAlert): Promise<RaisedAlert | null> {
  return (await raiseAlerts(ctx, tx, [alert]))[0] ?? null;
}

/** Open pages hear that alerts are new or have changed. */
export const notifyOf = (ctx: Ctx, tx: Tx, ...alerts: Pick<RaisedAlert, "id" | "clubId">[]): Promise<void> =>
  ctx.notify(tx, ...alerts.map(({ id, clubId }) => ({ kind: "alert" as const, id, clubId })));

type Trouble = { kind: string; deviceId?: string; cameraId?: number };

/** What was wrong is well again: its alerts say since when. Answers those that had not recovered before. */
export async function recoverAlerts(ctx: Ctx, tx: Tx, trouble: Trouble, at = ctx.clock.now()): Promise<RaisedAlert[]> {
  const recovered = await tx.alert.updateManyAndReturn({
    where: { ...trouble, recoveredAt: null },
    data: { recoveredAt: at },
  });
  await notifyOf(ctx, tx, ...recovered);
  if (recovered.length > 0)
    for (const channel of ctx.alertChannels) await channel.enqueue(ctx, tx, recovered, "recovered");
  return recovered;
}
