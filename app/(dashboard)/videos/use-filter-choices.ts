"use client";
import { useAccount } from "@/lib/client/account";
import { routes } from "@/lib/client/routes";
import { useApi } from "@/lib/client/use-api";
import type { VideoFilters } from "@/lib/client/video-filters";

/** What the filters offer: clubs to those who have several, people to those who see more than their own. */
export function useFilterChoices({ club }: VideoFilters) {
  const { club: own, seesOnlyOwn } = useAccount();
  const courts = useApi(routes.courts, {}).data?.courts ?? [];
  const isAlone = seesOnlyOwn("file:list");
  const people = useApi(routes.filePeople, isAlone ? null : { query: { club_id: club ?? undefined } }).data?.people;
  const clubs = new Map(courts.map(({ club_id, club_name }) => [club_id, club_name]));
  return {
    clubs: own ? null : [...clubs].map(([id, name]) => ({ id, name })),
    courts: courts
      .filter(({ club_id }) => club === null || String(club_id) === club)
      .map(({ id, name, club_name }) => ({ id, name: own || club ? name : `${name} · ${club_name}` })),
    people: isAlone ? null : (people ?? []),
  };
}
