import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { Login, User } from "@/lib/db/generated/client";
import type { Logins } from "./logins";
import { LOGIN_HOURS } from "./tokens";
import { ACTOR_INCLUDE, type ActingUser } from "./user-actor";

/** For the list on the account page a minute is fine enough, and spares a write per request. */
const SEEN_STEP_MS = 60_000;
/** How long a login that is over can still be looked up in the database. */
const KEPT_MS = 30 * 86_400_000;
const MAX_AGENT_LENGTH = 300;

/** What a browser says of itself, and where it calls from. */
export type Browser = { userAgent: string | null; address: string | null };

/** No cookie is older than this, however often it was renewed. */
export const oldestLogin = (now: Date): Date => new Date(now.getTime() - LOGIN_HOURS * 3_600_000);

/** Writes down that a browser logged in; its id goes into the cookie. Forgets this person's logins of long ago. */
export async function openLogin(tx: Tx, user: User, { userAgent, address }: Browser, now: Date): Promise<Login> {
  await tx.login.deleteMany({ where: { userId: user.id, createdAt: { lt: new Date(now.getTime() - KEPT_MS) } } });
  const agent = userAgent?.replaceAll("\0", "").slice(0, MAX_AGENT_LENGTH) ?? null;
  const row = { id: newId(), userId: user.id, userAgent: agent, address, createdAt: now, lastSeenAt: now };
  return tx.login.create({ data: row });
}

/** A login that was not ended, is not too old, and whose person may log in; null otherwise. */
export async function findLiveLogin({ db, clock }: Logins, id: string): Promise<(Login & { user: ActingUser }) | null> {
  const login = await db.login.findUnique({ where: { id }, include: { user: { include: ACTOR_INCLUDE } } });
  if (!login || login.endedAt || login.createdAt <= oldestLogin(clock.now()) || login.user.disabledAt) return null;
  return login;
}

/** Remembers that this login is in use, at most once a minute. */
export async function noteSeen({ db, clock }: Logins, { id, lastSeenAt }: Login): Promise<void> {
  const now = clock.now();
  if (now.getTime() - lastSeenAt.getTime() < SEEN_STEP_MS) return;
  await db.login.updateMany({ where: { id }, data: { lastSeenAt: now } });
}
