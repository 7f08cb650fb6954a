"use client";
import { useEffect, useMemo } from "react";
import { coalesce } from "../coalesce";
import { routes } from "../routes";
import { useNotice } from "../socket";
import { usePages } from "../use-pages";
import { type AlertFilters, type AlertState, toAlertQuery } from "./alert-filters";

const PAGE_SIZE = 50;
const ASK_AGAIN_MS = 300;

/** Open or acknowledged alerts that match, page by page; what is new, acknowledged or filmed meanwhile appears by itself. */
export function useAlerts(filters: AlertFilters, list: AlertState) {
  const read = usePages(routes.alertList, toAlertQuery(filters, list), PAGE_SIZE);
  const { mutate } = read;
  const askAgain = useMemo(() => coalesce(() => void mutate(), ASK_AGAIN_MS), [mutate]);
  useEffect(() => () => askAgain.cancel(), [askAgain]);
  useNotice("alert", askAgain);
  useNotice("file", ({ file }) => {
    if (!file || file.kind === "clip") askAgain();
  });
  const alerts = read.data?.flatMap((page) => page.alerts);
  return { ...read, alerts, openCount: read.data?.[0]?.open_count ?? 0, latestSeq: read.data?.[0]?.latest_seq ?? 0 };
}
export type AlertRead = ReturnType<typeof useAlerts>;
