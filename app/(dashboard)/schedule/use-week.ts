"use client";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { mondayOf, weekOfAddress } from "@/lib/client/week";
import { addDays, type Day } from "@/lib/core/zoned-time";

/** The Monday of the week that is shown, kept in the address; this week when it names none. */
export function useWeek(today: Day | null) {
  const search = useSearchParams();
  const [chosen, setChosen] = useState<Day | null>(() => weekOfAddress(search.get("week")));
  const thisWeek = today && mondayOf(today);
  const monday = chosen ?? thisWeek;
  const show = (week: Day | null) => {
    setChosen(week);
    window.history.replaceState(null, "", week ? `?week=${week}` : window.location.pathname);
  };
  return {
    monday,
    isThisWeek: monday === thisWeek,
    back: () => monday && show(addDays(monday, -7)),
    forth: () => monday && show(addDays(monday, 7)),
    toThisWeek: () => show(null),
  };
}
