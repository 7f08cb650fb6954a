import { actorLabel } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";

type About = { clubId: number | null; details?: Prisma.InputJsonObject };

/** Writes who did what, in the transaction that does it (S13). Details hold no secret: they are kept for ever. */
export async function audit(
  tx: Tx,
  ctx: Pick<Ctx, "actor" | "requestId" | "clock">,
  action: string,
  target: string,
  { clubId, details = {} }: About,
): Promise<void> {
  const actor = actorLabel(ctx.actor);
  await tx.auditEntry.create({
    data: { at: ctx.clock.now(), clubId, actor, action, target, details, requestId: ctx.requestId },
  });
}
