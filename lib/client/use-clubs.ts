"use client";
import { useAccount } from "./account";
import { routes } from "./routes";
import { useApi } from "./use-api";

export type ClubChoice = { id: number; name: string };

/** The clubs to choose from, for those who see several; empty for everybody else, and until they are read. */
export function useClubs(): ClubChoice[] {
  const { can } = useAccount();
  const { data } = useApi(routes.clubList, can("club:create") ? { query: { limit: 200 } } : null);
  return data?.clubs ?? [];
}
