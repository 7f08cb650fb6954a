import { Locale } from "@/lib/contracts/common";
import type { ClubView } from "@/lib/contracts/courts";
import type { Club } from "@/lib/db/generated/client";

export const toClubView = ({ id, name, timezone, locale, playersMaySeeOwn }: Club): ClubView => ({
  id,
  name,
  timezone,
  locale: Locale.catch("fr").parse(locale),
  players_may_see_own: playersMaySeeOwn,
});
