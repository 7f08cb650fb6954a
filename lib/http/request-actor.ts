import { type Actor, ANONYMOUS, type UserActor } from "@/lib/auth/actor";
import { actorOf, type Caller, callerOf as callerOfRequest } from "@/lib/auth/actor-of";
import { actorOfCookies } from "@/lib/auth/cookies";
import type { Logins } from "@/lib/auth/logins";
import { type Clock, systemClock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import { isDatabaseAway } from "@/lib/db/database-away";
import { type Runtime, runtime } from "@/lib/server/runtime";

/** What this process knows to prove who somebody is. */
export const loginsOf = ({ db, config }: Pick<Runtime, "db" | "config">, clock: Clock = systemClock): Logins => ({
  db,
  clock,
  secret: config.NEXTAUTH_SECRET,
  isSecure: config.NEXTAUTH_URL.startsWith("https:"),
});

const loginsOfWeb = (web: Runtime): Logins => loginsOf(web, web.context(ANONYMOUS, "login").clock);

/** The actor of a request now, for what outlives its first answer. Throws `unauthenticated` for a wrong bearer token. */
export const requestActor = (request: Request): Promise<Actor | null> => actorOf(request, loginsOfWeb(runtime()));

/** The person a page is made for: null when nobody is logged in. `cookieHeader` as the browser sent it. */
export const pageActor = (cookieHeader: string | null): Promise<UserActor | null> =>
  actorOfCookies(cookieHeader, loginsOfWeb(runtime()));

/** Who calls a route. Where anyone may, a login that is wrong or cannot be checked now counts as none. */
export function callerOf(request: Request, web: Runtime, { isPublic }: { isPublic: boolean }): Promise<Caller | null> {
  const caller = callerOfRequest(request, loginsOfWeb(web));
  if (!isPublic) return caller;
  return caller.catch((error: unknown) => {
    const isExpected = (isAppError(error) && error.code === "unauthenticated") || isDatabaseAway(error);
    if (!isExpected) throw error;
    return null;
  });
}
