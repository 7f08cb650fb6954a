"use client";
import { useEffect, useMemo } from "react";
import { useAccount } from "../account";
import { coalesce } from "../coalesce";
import { routes } from "../routes";
import { useNotice } from "../socket";
import { useApi } from "../use-api";

const NEWEST = 5;
const ASK_AGAIN_MS = 250;

/** How many alerts nobody has acknowledged, and the newest few of them. */
export function useOpenAlerts() {
  const { can } = useAccount();
  const read = useApi(routes.alertList, can("alert:read") ? { query: { state: "open", limit: NEWEST } } : null);
  const { mutate } = read;
  const askAgain = useMemo(() => coalesce(() => void mutate(), ASK_AGAIN_MS), [mutate]);
  useEffect(() => () => askAgain.cancel(), [askAgain]);
  useNotice("alert", askAgain);
  useNotice("file", ({ file }) => {
    if (file?.kind === "clip") askAgain();
  });
  return { openCount: read.data?.open_count ?? 0, newest: read.data?.alerts ?? [], isRead: read.data !== undefined };
}
