import type { UserActor } from "@/lib/auth/actor";
import type { LoginView } from "@/lib/contracts/account";
import type { Login } from "@/lib/db/generated/client";

/** A login as the person whose it is sees it. */
export const toLoginView = (row: Login, { proof }: UserActor): LoginView => ({
  id: row.id,
  current: proof?.kind === "login" && proof.id === row.id,
  user_agent: row.userAgent,
  address: row.address,
  created_at: row.createdAt.toISOString(),
  last_seen_at: row.lastSeenAt.toISOString(),
});
