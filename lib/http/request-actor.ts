import { type Actor, ANONYMOUS } from "@/lib/auth/actor";
import { actorOf, type Caller, callerOf as callerOfRequest } from "@/lib/auth/actor-of";
import { actorOfCookies } from "@/lib/auth/cookies";
import type { Logins } from "@/lib/auth/logins";
import { isAppError } from "@/lib/core/errors";
import { isDatabaseAway } from "@/lib/db/database-away";
import { type Runtime, runtime } from "@/lib/server/runtime";

/** What this process knows to prove who somebody is. */
export const loginsOf = ({ db, config, context }: Pick<Runtime, "db" | "config" | "context">): Logins => ({
  db,
  clock: context(ANONYMOUS, "login").clock,
  secret: config.NEXTAUTH_SECRET,
  isSecure: config.NEXTAUTH_URL.startsWith("https:"),
});

/** The actor of a request now, for what outlives its first answer. Throws `unauthenticated` for a wrong bearer token. */
export const requestActor = (request: Request): Promise<Actor | null> => actorOf(request, loginsOf(runtime()));

/** The person a page is made for: null when nobody is logged in. `cookieHeader` as the browser sent it. */
export const pageActor = (cookieHeader: string | null) => actorOfCookies(cookieHeader, loginsOf(runtime()));

/** Who calls a route. Where anyone may, a login that is wrong or cannot be checked now counts as none. */
export function callerOf(request: Request, web: Runtime, { isPublic }: { isPublic: boolean }): Promise<Caller | null> {
  const caller = callerOfRequest(request, loginsOf(web));
  if (!isPublic) return caller;
  return caller.catch((error: unknown) => {
    const isExpected = (isAppError(error) && error.code === "unauthenticated") || isDatabaseAway(error);
    if (!isExpected) throw error;
    return null;
  });
}
