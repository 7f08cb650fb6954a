import type { z } from "zod";
import { issueToken, LOGIN_HOURS } from "@/lib/auth/tokens";
import type { Credentials, TokenAnswer } from "@/lib/contracts/auth";
import type { Ctx } from "../context";
import { logIn } from "./log-in";
import { toUserView } from "./view";

/** Logs a program in: a bearer token for 12 hours. Throws like `logIn`. */
export async function createLoginToken(ctx: Ctx, credentials: Credentials): Promise<z.input<typeof TokenAnswer>> {
  const now = ctx.clock.now();
  const expiresAt = new Date(now.getTime() + LOGIN_HOURS * 3_600_000);
  const { user, opened: token } = await logIn(ctx, credentials, (tx, user) =>
    issueToken(tx, { user, name: "login", now, expiresAt }),
  );
  return { token, expires_at: expiresAt.toISOString(), user: toUserView(user) };
}
