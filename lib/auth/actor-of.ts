import type { IncomingHttpHeaders } from "node:http";
import { AppError } from "@/lib/core/errors";
import type { Actor } from "./actor";
import { actorOfCookies } from "./cookies";
import type { Logins } from "./logins";
import { actorOfToken } from "./tokens";

/** Who calls, and how they proved it: only what a browser sends by itself needs a check of the page it came from. */
export type Caller = { actor: Actor; by: "token" | "cookie" };
type Shown = { authorization: string | null; cookie: string | null };

/**
 * Who sent these headers, or null when they claim nothing. Throws `unauthenticated` for an Authorization header that is
 * wrong: it never falls back to the cookie, or a caller would act as somebody they did not name.
 */
export async function callerOfHeaders({ authorization, cookie }: Shown, logins: Logins): Promise<Caller | null> {
  if (authorization !== null) {
    const token = /^Bearer +([\w-]+)$/i.exec(authorization.trim())?.[1];
    const actor = token === undefined ? null : await actorOfToken(token, logins);
    if (!actor) throw new AppError("unauthenticated", "The token is wrong, expired or revoked. Log in again.");
    return { actor, by: "token" };
  }
  const actor = await actorOfCookies(cookie, logins);
  return actor && { actor, by: "cookie" };
}

export const callerOf = ({ headers }: Request, logins: Logins): Promise<Caller | null> =>
  callerOfHeaders({ authorization: headers.get("authorization"), cookie: headers.get("cookie") }, logins);

/** The actor alone. Throws like `callerOfHeaders`. */
export const actorOf = async (request: Request, logins: Logins): Promise<Actor | null> =>
  (await callerOf(request, logins))?.actor ?? null;

/** Who opens a socket: by the token they give, else like any request. Null instead of an error when it is wrong. */
export async function actorOfHandshake(
  headers: IncomingHttpHeaders,
  bearer: string | null,
  logins: Logins,
): Promise<Actor | null> {
  if (bearer !== null) return actorOfToken(bearer, logins);
  if (headers.authorization !== undefined)
    return actorOfToken(/^Bearer +([\w-]+)$/i.exec(headers.authorization)?.[1] ?? "", logins);
  return actorOfCookies(headers.cookie ?? null, logins);
}
