import type { Ctx } from "../context";

export type EventNotice = { event_id: string; device_id: string; type: string; occurred_at: string };

/** Events that arrived, all in one question: a device that was away for a week sends thousands. */
export async function loadEventNotices(ctx: Ctx, ids: readonly string[]): Promise<Map<string, EventNotice>> {
  const rows = await ctx.db.event.findMany({ where: { id: { in: [...ids] } } });
  return new Map(rows.map((row) => [row.id, toNotice(row)]));
}

const toNotice = (row: { id: string; deviceId: string; type: string; occurredAt: Date }): EventNotice => ({
  event_id: row.id,
  device_id: row.deviceId,
  type: row.type,
  occurred_at: row.occurredAt.toISOString(),
});
