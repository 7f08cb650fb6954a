"use client";
import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import useSWRInfinite from "swr/infinite";
import { useTimeZone } from "use-intl";
import type { AuditEntryView } from "@/lib/contracts/audit";
import { api } from "./api";
import type { ApiError } from "./api-error";
import { type AuditFilters, readAuditFilters, toAuditQuery, writeAuditFilters } from "./audit-filters";
import { routes } from "./routes";
import { urlOf } from "./url";

const PAGE_SIZE = 50;
/** Typing is not asking. */
const TYPING_MS = 300;
type AuditPage = { entries: AuditEntryView[]; next_cursor: string | null };

/** The filters of the page, kept in its address so that it can be shared. */
export function useAuditFilters(): [AuditFilters, (filters: AuditFilters) => void] {
  const search = useSearchParams();
  const [filters, setFilters] = useState(() => readAuditFilters(search));
  const change = (next: AuditFilters) => {
    setFilters(next);
    window.history.replaceState(null, "", `${window.location.pathname}${writeAuditFilters(next)}`);
  };
  return [filters, change];
}

/** The entries that match, page by page; what is shown stays while others are asked for. */
export function useAudit(filters: AuditFilters) {
  const timeZone = useTimeZone() ?? "UTC";
  const query = useSettled(JSON.stringify(toAuditQuery(filters, timeZone)));
  const keyOf = (_index: number, before: AuditPage | null) => {
    if (before && before.next_cursor === null) return null;
    const cursor = before?.next_cursor ?? undefined;
    return urlOf(routes.auditList, { query: { ...JSON.parse(query), limit: PAGE_SIZE, cursor } });
  };
  const read = useSWRInfinite<AuditPage, ApiError>(keyOf, readPage, { keepPreviousData: true });
  return {
    ...read,
    entries: read.data?.flatMap(({ entries }) => entries),
    hasMore: Boolean(read.data?.at(-1)?.next_cursor),
    isLoadingMore: read.isValidating && read.size > (read.data?.length ?? 0),
    loadMore: () => void read.setSize(read.size + 1),
  };
}

const readPage = (url: string): Promise<AuditPage> =>
  api(routes.auditList, { query: Object.fromEntries(new URL(url, location.origin).searchParams) });

/** The value once it stayed the same for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
