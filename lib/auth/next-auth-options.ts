import type { AuthOptions } from "next-auth";
import { Credentials } from "@/lib/contracts/auth";
import { isAppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import type { Logins } from "./logins";
import { LOGIN_HOURS } from "./tokens";

/** What a login puts into the cookie. */
type LoggedIn = { id: number; name: string; email: string; loginEpoch: number; loginId: string };
type Options = Pick<Logins, "secret" | "isSecure"> & {
  /** Throws `unauthenticated`, `rate_limited` or `unavailable`. */
  logIn(credentials: Credentials): Promise<LoggedIn>;
  /** Called when its browser logs out. */
  endLogin(loginId: string): Promise<void>;
  log: Logger;
};

const MAX_AGE_SECONDS = LOGIN_HOURS * 3_600;

/** next-auth for browsers: e-mail and password into an encrypted, http-only cookie that lasts 12 hours. */
export function nextAuthOptions({ secret, isSecure, logIn, endLogin, log }: Options): AuthOptions {
  const authorize = async (typed: Record<string, unknown> | undefined) => {
    const credentials = Credentials.safeParse({ email: typed?.email, password: typed?.password });
    if (!credentials.success) return null;
    try {
      const user = await logIn(credentials.data);
      return { ...user, id: String(user.id) };
    } catch (error) {
      if (isAppError(error) && error.code === "unauthenticated") return null;
      // next-auth tells the page an error's message: for ours that is the code, for a bug nothing.
      if (!isAppError(error)) log.error({ err: error }, "a login failed");
      throw new Error(isAppError(error) ? error.code : "internal");
    }
  };
  return {
    secret,
    useSecureCookies: isSecure,
    session: { strategy: "jwt", maxAge: MAX_AGE_SECONDS },
    pages: { signIn: "/login", signOut: "/login", error: "/login" },
    providers: [{ id: "credentials", name: "Vigie", type: "credentials", credentials: {}, authorize }],
    callbacks: {
      jwt: ({ token, user }) =>
        user && "loginId" in user && "loginEpoch" in user
          ? { ...token, loginEpoch: user.loginEpoch, loginId: user.loginId }
          : token,
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.loginId === "string") await endLogin(token.loginId);
      },
    },
    logger: {
      error: (code, about) =>
        log.warn({ code, about: about instanceof Error ? about.message : undefined }, "next-auth"),
      warn: (code) => log.debug({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}
