"use client";
import { useEffect, useMemo } from "react";
import { coalesce } from "@/lib/client/coalesce";
import { routes } from "@/lib/client/routes";
import { useNotice } from "@/lib/client/socket";
import { useApi } from "@/lib/client/use-api";
import { weekSpan } from "@/lib/client/week";
import type { Day } from "@/lib/core/zoned-time";

const ASK_AGAIN_MS = 150;
/** A net below the notices; what is missed is missed by the clock alone. */
const REFRESH_MS = 30_000;

/** What is planned in a week of a club, kept true by what the server says meanwhile. */
export function useSchedule(monday: Day | null, clubId: number | null) {
  const club_id = clubId === null ? undefined : String(clubId);
  const address = monday === null ? null : { query: { ...weekSpan(monday), club_id } };
  const read = useApi(routes.schedule, address, { refreshInterval: REFRESH_MS, keepPreviousData: true });
  const { mutate } = read;
  const askAgain = useMemo(() => coalesce(() => void mutate(), ASK_AGAIN_MS), [mutate]);
  useEffect(() => () => askAgain.cancel(), [askAgain]);
  useNotice("plan", askAgain);
  useNotice("recording", askAgain);
  return read;
}
