import type { Role } from "@/lib/contracts/common";
import type { UserState } from "@/lib/contracts/users";

export const ROLES = ["SUPER_ADMIN", "CLUB_ADMIN", "STAFF", "PLAYER"] as const satisfies Role[];
export const USER_STATES = ["active", "invited", "disabled"] as const satisfies UserState[];

export type PeopleFilters = { q: string; club: number | null; role: Role | null; state: UserState | null };

/** As an address of the page asks for them; anything else counts as no filter. */
export function readPeopleFilters(search: { get(name: string): string | null }): PeopleFilters {
  const club = search.get("club");
  return {
    q: search.get("q") ?? "",
    club: club && /^\d{1,9}$/.test(club) ? Number(club) : null,
    role: ROLES.find((role) => role === search.get("role")) ?? null,
    state: USER_STATES.find((state) => state === search.get("state")) ?? null,
  };
}

/** What the API is asked. */
export const toPeopleQuery = ({ q, club, role, state }: PeopleFilters) => ({
  q: q.trim() || undefined,
  club_id: club ?? undefined,
  role: role ?? undefined,
  state: state ?? undefined,
});
