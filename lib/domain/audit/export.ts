import type { AuditEntryView, AuditFilters } from "@/lib/contracts/audit";
import type { Ctx } from "../context";
import { listAudit } from "./list";

/** A table for a spreadsheet: the first row names the columns. */
export type Table = { rows: string[][]; isCut: boolean };

/** A year of a busy club; a spreadsheet opens it, and it is read in half a second. */
const MOST_ENTRIES = 10_000;
const COLUMNS = ["at", "actor", "actor_name", "action", "target", "target_name", "details", "request_id"] as const;

/** The newest entries that match, at most `most`; `isCut` when there were more. */
export async function exportAudit(ctx: Ctx, filters: AuditFilters, most = MOST_ENTRIES): Promise<Table> {
  const rows: string[][] = [[...COLUMNS]];
  let cursor: string | undefined;
  do {
    const { entries, next_cursor } = await listAudit(ctx, { ...filters, limit: Math.min(1_000, most), cursor });
    rows.push(...entries.slice(0, most + 1 - rows.length).map(toRow));
    cursor = next_cursor ?? undefined;
  } while (cursor !== undefined && rows.length <= most);
  return { rows, isCut: cursor !== undefined };
}

const toRow = (entry: AuditEntryView): string[] =>
  COLUMNS.map((column) => {
    const value = entry[column];
    return typeof value === "object" && value !== null ? JSON.stringify(value) : (value ?? "");
  });
