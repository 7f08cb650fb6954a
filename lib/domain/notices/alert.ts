import type { AlertView } from "@/lib/contracts/alerts";
import { ALERT_INCLUDE, toAlertViews } from "../alerts/view";
import type { Ctx } from "../context";

/** An alert as it is now; `previous` is the newest before it in its club, and of all clubs. */
export type AlertNotice = { alert: AlertView; previous: { inClub: number; anywhere: number } };

/** Alerts that are new or changed, all in a few questions and in their order. What is gone is left out. */
export async function loadAlertNotices(ctx: Ctx, ids: readonly string[]): Promise<AlertNotice[]> {
  const rows = await ctx.db.alert.findMany({
    where: { id: { in: [...ids] } },
    include: ALERT_INCLUDE,
    orderBy: { seq: "asc" },
  });
  const alerts = await toAlertViews(ctx, rows);
  return Promise.all(
    alerts.map(async (alert) => ({
      alert,
      previous: {
        inClub: await newestBefore(ctx, alert.seq, alert.club_id),
        anywhere: await newestBefore(ctx, alert.seq),
      },
    })),
  );
}

async function newestBefore(ctx: Ctx, seq: number, clubId?: number | null): Promise<number> {
  const before = await ctx.db.alert.findFirst({
    where: { seq: { lt: seq }, ...(clubId !== undefined && { clubId }) },
    orderBy: { seq: "desc" },
    select: { seq: true },
  });
  return Number(before?.seq ?? 0);
}
