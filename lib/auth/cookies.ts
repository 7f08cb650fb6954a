import { getToken } from "next-auth/jwt";
import type { UserActor } from "./actor";
import { findLiveLogin, noteSeen } from "./login-rows";
import type { Logins } from "./logins";
import { toUserActor } from "./user-actor";

/** The name of next-auth's login cookie; a long one is cut in parts `<name>.0`, `<name>.1` … */
export const loginCookieName = (isSecure: boolean): string => `${isSecure ? "__Secure-" : ""}next-auth.session-token`;

/** Whom a browser's cookies stand for. The login is read each time: ended, disabled or logged out everywhere is out at once. */
export async function actorOfCookies(cookieHeader: string | null, logins: Logins): Promise<UserActor | null> {
  if (!cookieHeader) return null;
  const cookies = parseCookies(cookieHeader);
  // Without headers, since getToken would take a bearer token for a cookie.
  const req = { cookies, headers: {} } as unknown as Parameters<typeof getToken>[0]["req"];
  const shown = await getToken({ req, secret: logins.secret, secureCookie: logins.isSecure });
  if (!shown || typeof shown.loginId !== "string") return null;
  const login = await findLiveLogin(logins, shown.loginId);
  if (!login || String(login.userId) !== shown.sub || login.user.loginEpoch !== shown.loginEpoch) return null;
  await noteSeen(logins, login);
  return toUserActor(login.user, { proof: { kind: "login", id: login.id } });
}

function parseCookies(header: string): Record<string, string> {
  const pairs = header.split(";").map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  return Object.fromEntries(pairs);
}
