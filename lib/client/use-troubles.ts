"use client";
import type { SessionView } from "@/lib/contracts/sessions";
import { useAccount } from "./account";
import { routes } from "./routes";
import { useNotice } from "./socket";
import { TROUBLES, type Trouble, toTrouble } from "./trouble";
import { useApi } from "./use-api";

const MOST = 50;

/** What went wrong with a session's camera and recorder while it was open, newest first; nothing for who may not see it. */
export function useTroubles({ camera_id, created_at, closed_at }: SessionView): Trouble[] {
  const { can } = useAccount();
  const query = {
    ...{ camera: String(camera_id), type: TROUBLES.join(","), limit: String(MOST) },
    ...{ from: created_at, to: closed_at ?? undefined },
  };
  const { data, mutate } = useApi(routes.eventList, can("event:read") ? { query } : null);
  useNotice("event", ({ type }) => {
    if (TROUBLES.some((one) => one === type)) void mutate();
  });
  return (data?.events ?? []).flatMap((event) => toTrouble(event) ?? []);
}
