import type { ClubDetail, ClubView, UpdateClub } from "@/lib/contracts/clubs";
import { Locale } from "@/lib/contracts/common";
import type { Club } from "@/lib/db/generated/client";

export const toClubView = ({ id, name, timezone, locale, ...switches }: Club): ClubView => ({
  id,
  name,
  timezone,
  locale: Locale.catch("fr").parse(locale),
  players_may_see_own: switches.playersMaySeeOwn,
  sharing_allowed: switches.sharingAllowed,
  replays_enabled: switches.replaysEnabled,
});

/** The columns of what was given; what was not stays out. */
export function toClubRow({ players_may_see_own, sharing_allowed, replays_enabled, ...plain }: UpdateClub) {
  return {
    ...plain,
    ...(players_may_see_own !== undefined && { playersMaySeeOwn: players_may_see_own }),
    ...(sharing_allowed !== undefined && { sharingAllowed: sharing_allowed }),
    ...(replays_enabled !== undefined && { replaysEnabled: replays_enabled }),
  };
}

export const CLUB_INCLUDE = {
  _count: {
    select: {
      users: { where: { disabledAt: null } },
      courts: { where: { deletedAt: null } },
      cameras: { where: { deletedAt: null } },
    },
  },
} as const;
type ClubRow = Club & { _count: { users: number; courts: number; cameras: number } };

export const toClubDetail = (row: ClubRow): ClubDetail => ({
  ...toClubView(row),
  created_at: row.createdAt.toISOString(),
  counts: { people: row._count.users, courts: row._count.courts, cameras: row._count.cameras },
});
