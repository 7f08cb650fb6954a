import { Locale } from "@/lib/contracts/common";
import type { User } from "@/lib/db/generated/client";
import type { UserActor } from "./actor";

/** A person as the domain knows them; `scopes` null for all their role may do. */
export const toUserActor = (user: User, scopes: readonly string[] | null = null): UserActor => ({
  kind: "user",
  id: user.id,
  role: user.role,
  clubId: user.clubId,
  name: user.name,
  email: user.email,
  locale: Locale.catch("fr").parse(user.locale),
  scopes,
});
