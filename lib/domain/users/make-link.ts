import { hashToken } from "@/lib/auth/token-hash";
import { newId, newLinkToken } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { endLinks } from "./end-logins";

/** An invitation waits for somebody who is away; a reset is asked for by somebody who is there. */
const HOURS = { invite: 7 * 24, reset: 24 } as const;

export type MadeLink = { url: string; expiresAt: Date };

/**
 * A link by which somebody chooses a password, once: 7 days for who never had one, 24 hours otherwise. Only its hash is
 * kept, so this is the one time it can be read. Earlier links of this person work no more.
 */
export async function makeLink(tx: Tx, ctx: Ctx, { id: userId, passwordHash }: User): Promise<MadeLink> {
  const now = ctx.clock.now();
  const kind = passwordHash === null ? "invite" : "reset";
  const token = newLinkToken();
  const expiresAt = new Date(now.getTime() + HOURS[kind] * 3_600_000);
  const createdById = ctx.actor.kind === "user" ? ctx.actor.id : userId;
  await endLinks(tx, { userId, now });
  await tx.accountLink.create({
    data: { id: newId(), userId, kind, tokenHash: hashToken(token), createdById, createdAt: now, expiresAt },
  });
  return { url: new URL(`/welcome/${token}`, ctx.settings.siteUrl).href, expiresAt };
}
