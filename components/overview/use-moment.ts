"use client";
import { useCallback } from "react";
import { useFormatter, useTimeZone } from "use-intl";
import { useNow } from "@/lib/client/use-now";

/** Writes a moment as a time when it is of today (in the club's time zone), else with its date. */
export function useMoment(): (at: string) => string {
  const format = useFormatter();
  const timeZone = useTimeZone();
  const nowMs = useNow();
  const today = dayOf(nowMs, timeZone);
  return useCallback(
    (at) => format.dateTime(new Date(at), dayOf(Date.parse(at), timeZone) === today ? "time" : "moment"),
    [format, timeZone, today],
  );
}

const dayOf = (atMs: number, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat("en-CA", timeZone ? { timeZone } : {}).format(atMs);
