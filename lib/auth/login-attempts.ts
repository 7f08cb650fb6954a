import { createHash } from "node:crypto";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Db, Tx } from "@/lib/db/client";

/** S4: five failures lock an account until a quarter of an hour has passed since the first of them. */
export const MAX_FAILURES = 5;
export const WINDOW_MS = 15 * 60_000;

type Parts = { db: Db | Tx; clock: Clock };

/** Failures are counted per address, whether or not somebody has it: a lock must not tell that an account exists. */
const hashOf = (email: string): string => createHash("sha256").update(email).digest("hex");

/** Throws `rate_limited` with the seconds to wait while the address is locked. */
export async function refuseLocked({ db, clock }: Parts, email: string): Promise<void> {
  const row = await db.loginAttempt.findUnique({ where: { emailHash: hashOf(email) } });
  if (!row || row.count < MAX_FAILURES) return;
  const leftMs = row.firstAt.getTime() + WINDOW_MS - clock.now().getTime();
  if (leftMs <= 0) return;
  const minutes = Math.ceil(leftMs / 60_000);
  throw new AppError(
    "rate_limited",
    `Too many failed logins. Try again in ${minutes} minute${minutes > 1 ? "s" : ""}.`,
    {
      retryAfterSeconds: Math.ceil(leftMs / 1_000),
    },
  );
}

/** Counts one more failure; the first one after a window begins a new one. */
export async function countFailure({ db, clock }: Parts, email: string): Promise<void> {
  const now = clock.now();
  const windowStart = new Date(now.getTime() - WINDOW_MS);
  await db.$executeRaw`
    INSERT INTO login_attempts (email_hash, count, first_at) VALUES (${hashOf(email)}, 1, ${now}::timestamptz)
    ON CONFLICT (email_hash) DO UPDATE SET
      count = CASE WHEN login_attempts.first_at <= ${windowStart}::timestamptz THEN 1 ELSE login_attempts.count + 1 END,
      first_at = CASE WHEN login_attempts.first_at <= ${windowStart}::timestamptz
                      THEN ${now}::timestamptz ELSE login_attempts.first_at END`;
}

/** After a right password: its failures are forgotten, and so is whatever is too old to count. */
export async function forgetFailures({ db, clock }: Parts, email: string): Promise<void> {
  const windowStart = new Date(clock.now().getTime() - WINDOW_MS);
  await db.loginAttempt.deleteMany({ where: { OR: [{ emailHash: hashOf(email) }, { firstAt: { lt: windowStart } }] } });
}
