import { PushAddress } from "@/lib/contracts/push";
import type { Ctx } from "../context";

export type DuePush = { id: string; subscriptionId: string; body: string; attempts: number; addressSealed: string };
/** `gone`: the browser took its subscription back (404, 410). */
export type PushOutcome = "sent" | "gone" | "failed";

const LEASE_MS = 30_000;
const RETRY_MS = 15_000;
const MAX_ATTEMPTS = 5;

/** Takes what is due; of several programs that ask at once each gets others. What is not settled is due again later. */
export async function claimPushes(ctx: Ctx, limit: number): Promise<DuePush[]> {
  const now = ctx.clock.now();
  const lease = new Date(now.getTime() + LEASE_MS);
  await ctx.db.pushMessage.deleteMany({
    where: { OR: [{ expiresAt: { lt: now } }, { attempts: { gte: MAX_ATTEMPTS }, dueAt: { lte: now } }] },
  });
  const claimed = await ctx.db.$queryRaw<{ id: string }[]>`
    UPDATE push_messages SET attempts = attempts + 1, due_at = ${lease} WHERE id IN (
      SELECT id FROM push_messages WHERE due_at <= ${now} ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) RETURNING id`;
  const rows = await ctx.db.pushMessage.findMany({
    where: {
      id: { in: claimed.map(({ id }) => id) },
      subscription: { login: { endedAt: null, user: { disabledAt: null } } },
    },
    include: { subscription: { select: { addressSealed: true } } },
    orderBy: { id: "asc" },
  });
  return rows.map(({ subscription, ...row }) => ({ ...row, ...subscription }));
}

export const openAddress = (ctx: Ctx, due: DuePush): PushAddress =>
  PushAddress.parse(JSON.parse(ctx.secrets.open(due.addressSealed)));

export async function settlePush(ctx: Ctx, { id, subscriptionId }: DuePush, outcome: PushOutcome): Promise<void> {
  if (outcome === "sent") await ctx.db.pushMessage.deleteMany({ where: { id } });
  else if (outcome === "gone") await ctx.db.pushSubscription.deleteMany({ where: { id: subscriptionId } });
  else {
    const dueAt = new Date(ctx.clock.now().getTime() + RETRY_MS);
    await ctx.db.pushMessage.updateMany({ where: { id }, data: { dueAt } });
  }
}
