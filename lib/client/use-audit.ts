"use client";
import { useTimeZone } from "use-intl";
import { type AuditFilters, toAuditQuery } from "./audit-filters";
import { routes } from "./routes";
import { usePages } from "./use-pages";
import { useSettled } from "./use-settled";

const PAGE_SIZE = 50;
/** Typing is not asking. */
const TYPING_MS = 300;

/** The entries that match, page by page. */
export function useAudit(filters: AuditFilters) {
  const timeZone = useTimeZone() ?? "UTC";
  const settled = useSettled(JSON.stringify(toAuditQuery(filters, timeZone)), TYPING_MS);
  const read = usePages(routes.auditList, JSON.parse(settled), PAGE_SIZE);
  return { ...read, entries: read.data?.flatMap(({ entries }) => entries) };
}
