"use client";
import { useState } from "react";
import { useAccount } from "@/lib/client/account";
import { routes } from "@/lib/client/routes";
import { useApi } from "@/lib/client/use-api";

type Named = { id: number; name: string };

/** The club whose schedule is shown: one's own, or for those who see all of them the one they choose. With its courts. */
export function useClubs() {
  const { club } = useAccount();
  const [chosen, setChosen] = useState<number | null>(null);
  const { data, error, mutate } = useApi(routes.courts, {});
  const courts = data?.courts ?? [];
  const clubs: Named[] = [...new Map(courts.map(({ club_id, club_name }) => [club_id, club_name]))].map(
    ([id, name]) => ({ id, name }),
  );
  const clubId = club?.id ?? chosen ?? clubs[0]?.id ?? null;
  return {
    clubId,
    /** To choose from; none for those who have their own. */
    clubs: club ? [] : clubs,
    choose: setChosen,
    courts: courts.filter(({ club_id }) => club_id === clubId).map(({ id, name }): Named => ({ id, name })),
    isLoaded: data !== undefined,
    error,
    retry: () => void mutate(),
  };
}
