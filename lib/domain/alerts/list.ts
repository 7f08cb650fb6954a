import { notFound, scopeFilter } from "@/lib/auth/permissions";
import type { AlertList, ListAlerts } from "@/lib/contracts/alerts";
import { AppError } from "@/lib/core/errors";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { page } from "../paging";
import { ALERT_INCLUDE, toAlertViews } from "./view";

/**
 * Alerts of the actor's club, newest first; a super admin sees everybody's. With `after_seq`, those raised after it, oldest
 * first: whoever asks again with the last number it got misses none and gets none twice. Throws `not_found` for a foreign club.
 */
export async function listAlerts(ctx: Ctx, query: ListAlerts): Promise<AlertList> {
  const { clubId: own } = scopeFilter(ctx.actor, "alert:read");
  if (own !== undefined && query.club_id !== undefined && query.club_id !== own) throw notFound("Club");
  const scope = ofClub(own ?? query.club_id);
  const isCatchUp = query.after_seq !== undefined;
  const [found, openCount, latest] = await Promise.all([
    ctx.db.alert.findMany({
      where: { AND: [scope, byFilters(query), afterCursor(query)] },
      include: ALERT_INCLUDE,
      orderBy: { seq: isCatchUp ? "asc" : "desc" },
      take: query.limit + 1,
    }),
    ctx.db.alert.count({ where: { ...scope, acknowledgedAt: null } }),
    ctx.db.alert.findFirst({ where: scope, orderBy: { seq: "desc" }, select: { seq: true } }),
  ]);
  const { rows, nextCursor } = page(found, query.limit, ({ seq }) => encodeSeq(seq));
  return {
    alerts: await toAlertViews(ctx, rows),
    next_cursor: nextCursor,
    open_count: openCount,
    latest_seq: Number(latest?.seq ?? 0),
  };
}

/** Alerts of one club, or of all and of none. */
export const ofClub = (clubId: number | undefined): Prisma.AlertWhereInput => (clubId === undefined ? {} : { clubId });

const byFilters = ({ state, device, camera, kind, severity }: ListAlerts): Prisma.AlertWhereInput => ({
  AND: [
    state === undefined ? {} : { acknowledgedAt: state === "open" ? null : { not: null } },
    device === undefined ? {} : { deviceId: device },
    camera === undefined ? {} : { cameraId: camera },
    kind === undefined ? {} : { OR: [{ kind }, { kind: { startsWith: `${kind}.` } }] },
    severity === undefined ? {} : { severity },
  ],
});

function afterCursor({ after_seq, cursor }: ListAlerts): Prisma.AlertWhereInput {
  const reached = cursor === undefined ? undefined : decodeSeq(cursor);
  if (after_seq !== undefined) return { seq: { gt: Math.max(after_seq, reached ?? 0) } };
  return reached === undefined ? {} : { seq: { lt: reached } };
}

const encodeSeq = (seq: bigint): string => Buffer.from(`seq ${seq}`).toString("base64url");

function decodeSeq(cursor: string): number {
  const [, digits] = /^seq (\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString("utf8")) ?? [];
  if (digits === undefined)
    throw new AppError("unprocessable", "The cursor is not one this list gave. Start again without it.");
  return Number(digits);
}
