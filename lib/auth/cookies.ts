import { getToken, type JWT } from "next-auth/jwt";
import type { UserActor } from "./actor";
import { findLiveLogin, noteSeen } from "./login-rows";
import type { Logins } from "./logins";
import { hashToken } from "./token-hash";
import { toUserActor } from "./user-actor";

/** The name of next-auth's login cookie; a long one is cut in parts `<name>.0`, `<name>.1` … */
export const loginCookieName = (isSecure: boolean): string => `${isSecure ? "__Secure-" : ""}next-auth.session-token`;

/** Whom a browser's cookies stand for. The login is read each time: ended, disabled or logged out everywhere is out at once. */
export async function actorOfCookies(cookieHeader: string | null, logins: Logins): Promise<UserActor | null> {
  if (!cookieHeader) return null;
  const shown = await readLogin(cookieHeader, logins);
  if (!shown || typeof shown.loginId !== "string") return null;
  const login = await findLiveLogin(logins, shown.loginId);
  if (!login || String(login.userId) !== shown.sub || login.user.loginEpoch !== shown.loginEpoch) return null;
  await noteSeen(logins, login);
  return toUserActor(login.user, { proof: { kind: "login", id: login.id } });
}

/** So many are kept; the oldest go first. */
const MAX_KEPT = 2_000;
const kept = new Map<string, JWT>();

/**
 * What a browser's cookies say, whether or not it still counts. That cannot change, and decrypting takes a turn of its own:
 * kept, what is looked up for many who are checked in one round is asked in one turn (lib/core/rounds.ts).
 */
async function readLogin(cookieHeader: string, { secret, isSecure, clock }: Logins): Promise<JWT | null> {
  const key = hashToken(JSON.stringify([secret, isSecure, cookieHeader]));
  const known = kept.get(key);
  if (known && Number(known.exp) * 1_000 > clock.now().getTime()) return known;
  // Without headers, since getToken would take a bearer token for a cookie.
  const req = { cookies: parseCookies(cookieHeader), headers: {} } as unknown as Parameters<typeof getToken>[0]["req"];
  const read = await getToken({ req, secret, secureCookie: isSecure });
  kept.delete(key);
  if (read) kept.set(key, read);
  if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value!);
  return read;
}

function parseCookies(header: string): Record<string, string> {
  const pairs = header.split(";").map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
  });
  return Object.fromEntries(pairs);
}
