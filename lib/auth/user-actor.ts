import { Locale } from "@/lib/contracts/common";
import type { Club, User } from "@/lib/db/generated/client";
import { NO_SWITCHES, type UserActor } from "./actor";

/** What has to be read of a user to know what they may do. */
export const ACTOR_INCLUDE = { club: { select: { playersMaySeeOwn: true } } } as const;
/** Whose club was not read has what every club grants. */
export type ActingUser = User & { club?: Pick<Club, "playersMaySeeOwn"> | null };

type Shown = Partial<Pick<UserActor, "scopes" | "proof">>;

/** A person as the domain knows them; without `scopes`, with all their role may do. */
export const toUserActor = (user: ActingUser, { scopes = null, proof }: Shown = {}): UserActor => ({
  kind: "user",
  id: user.id,
  role: user.role,
  clubId: user.clubId,
  name: user.name,
  email: user.email,
  locale: Locale.catch("fr").parse(user.locale),
  scopes,
  switches: user.club ? { playersMaySeeOwn: user.club.playersMaySeeOwn } : NO_SWITCHES,
  ...(proof && { proof }),
});
