import { getToken } from "next-auth/jwt";
import type { UserActor } from "./actor";
import type { Logins } from "./logins";
import { ACTOR_INCLUDE, toUserActor } from "./user-actor";

/** The name of next-auth's login cookie; a long one is cut in parts `<name>.0`, `<name>.1` … */
export const loginCookieName = (isSecure: boolean): string => `${isSecure ? "__Secure-" : ""}next-auth.session-token`;

/** Whom a browser's cookies stand for. The user is read each time: disabled, or logged out everywhere, is out at once. */
export async function actorOfCookies(cookieHeader: string | null, logins: Logins): Promise<UserActor | null> {
  if (!cookieHeader) return null;
  const cookies = parseCookies(cookieHeader);
  // Without headers, since getToken would take a bearer token for a cookie.
  const req = { cookies, headers: {} } as unknown as Parameters<typeof getToken>[0]["req"];
  const login = await getToken({ req, secret: logins.secret, secureCookie: logins.isSecure });
  const userId = Number(login?.sub);
  if (!login || !Number.isInteger(userId)) return null;
  const user = await logins.db.user.findUnique({ where: { id: userId }, include: ACTOR_INCLUDE });
  if (!user || user.disabledAt || user.loginEpoch !== login.loginEpoch) return null;
  return toUserActor(user);
}

function parseCookies(header: string): Record<string, string> {
  const pairs = header.split(";").map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  return Object.fromEntries(pairs);
}
