import type { UserActor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";

type Whose = { userId: number; now: Date };

/**
 * Ends every login and token of a person. Whatever was opened with them (sockets, live pictures, downloads) asks again
 * every few seconds and ends too.
 */
export async function endAllLogins(tx: Tx, { userId, now }: Whose): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { loginEpoch: { increment: 1 } } });
  await tx.login.updateMany({ where: { userId, endedAt: null }, data: { endedAt: now } });
  await tx.apiToken.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } });
}

/** The same, but for the login or token that this very request came with. */
export async function endOtherLogins(tx: Tx, { id: userId, proof }: UserActor, now: Date): Promise<void> {
  const but = (kind: "login" | "token") => (proof?.kind === kind ? { id: { not: proof.id } } : {});
  await tx.login.updateMany({ where: { userId, endedAt: null, ...but("login") }, data: { endedAt: now } });
  await tx.apiToken.updateMany({ where: { userId, revokedAt: null, ...but("token") }, data: { revokedAt: now } });
}

/** Links that set this person's password work no more. */
export async function endLinks(tx: Tx, { userId, now }: Whose): Promise<void> {
  await tx.accountLink.updateMany({
    where: { userId, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  });
}
