import type { ClubDetail, ClubView } from "@/lib/contracts/clubs";
import { Locale } from "@/lib/contracts/common";
import type { Club } from "@/lib/db/generated/client";

export const toClubView = ({ id, name, timezone, locale, playersMaySeeOwn, sharingAllowed }: Club): ClubView => ({
  id,
  name,
  timezone,
  locale: Locale.catch("fr").parse(locale),
  players_may_see_own: playersMaySeeOwn,
  sharing_allowed: sharingAllowed,
});

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
