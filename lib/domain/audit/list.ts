import { z } from "zod";
import type { AuditEntryView, AuditFilters } from "@/lib/contracts/audit";
import { AppError } from "@/lib/core/errors";
import type { AuditEntry } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { page } from "../paging";
import { loadNames } from "./names";
import { whereAudit } from "./search";

type ListAudit = AuditFilters & { limit: number; cursor?: string | undefined };

/** Who did what, newest first: of the actor's club; a super admin sees everything. */
export async function listAudit(
  ctx: Ctx,
  query: ListAudit,
): Promise<{ entries: AuditEntryView[]; next_cursor: string | null }> {
  const where = await whereAudit(ctx, query);
  const before = query.cursor === undefined ? {} : { id: { lt: readCursor(query.cursor) } };
  const found = await ctx.db.auditEntry.findMany({
    where: { AND: [where, before] },
    orderBy: { id: "desc" },
    take: query.limit + 1,
  });
  const { rows, nextCursor } = page(found, query.limit, ({ id }) => String(id));
  return { entries: await viewAudit(ctx, rows), next_cursor: nextCursor };
}

/** Entries with the names of whom and what they are about. */
export async function viewAudit(ctx: Ctx, rows: readonly AuditEntry[]): Promise<AuditEntryView[]> {
  const { actorName, targetName } = await loadNames(ctx, rows);
  return rows.map((row) => ({
    id: String(row.id),
    at: row.at.toISOString(),
    club_id: row.clubId,
    actor: row.actor,
    actor_name: actorName(row),
    action: row.action,
    target: row.target,
    target_name: targetName(row),
    details: z.record(z.string(), z.unknown()).safeParse(row.details).data ?? {},
    request_id: row.requestId,
  }));
}

function readCursor(text: string): bigint {
  if (/^\d{1,18}$/.test(text)) return BigInt(text);
  throw new AppError("unprocessable", "The cursor is not one this list gave. Start again without it.");
}
