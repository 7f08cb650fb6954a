import type { Tx } from "@/lib/db/client";
import type { Session } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";

type Closing = Pick<Session, "id" | "clubId" | "createdById">;

/** Closes the row, once: false when it was closed before. The caller tells the device after the commit. */
export async function markClosed(
  tx: Tx,
  ctx: Ctx,
  session: Closing,
  reason: string,
  at = ctx.clock.now(),
): Promise<boolean> {
  const { count } = await tx.session.updateMany({
    where: { id: session.id, status: { not: "closed" } },
    data: { status: "closed", closedAt: at },
  });
  if (count === 0) return false;
  await audit(tx, ctx, "session.close", session.id, { clubId: session.clubId, details: { reason } });
  await ctx.notify(tx, { kind: "session", id: session.id, clubId: session.clubId, ownerId: session.createdById });
  return true;
}
