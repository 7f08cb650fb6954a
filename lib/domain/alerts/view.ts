import type { AlertView } from "@/lib/contracts/alerts";
import type { EventClip } from "@/lib/contracts/events";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { clipsOf } from "../events/clips-of";
import { readAlertData } from "./alert-data";

export const ALERT_INCLUDE = {
  rule: { select: { name: true } },
  device: { select: { name: true } },
  camera: { select: { name: true, court: { select: { name: true } } } },
  event: { select: { clockSynced: true, data: true } },
  acknowledgedBy: { select: { id: true, name: true } },
} satisfies Prisma.AlertInclude;
export type AlertRow = Prisma.AlertGetPayload<{ include: typeof ALERT_INCLUDE }>;

/** Alerts as people see them, with the clips of their events in one question. */
export async function toAlertViews(ctx: Ctx, rows: readonly AlertRow[]): Promise<AlertView[]> {
  const events = rows.flatMap(({ eventId, clubId }) => (eventId === null ? [] : [{ id: eventId, clubId }]));
  const clips = events.length === 0 ? new Map<string, EventClip[]>() : await clipsOf(ctx, events);
  return rows.map((row) => toAlertView(ctx, row, (row.eventId !== null && clips.get(row.eventId)) || []));
}

function toAlertView(ctx: Ctx, row: AlertRow, clips: EventClip[]): AlertView {
  const { late, flood, ...said } = readAlertData(row.data);
  return {
    id: row.id,
    seq: Number(row.seq),
    club_id: row.clubId,
    kind: row.kind,
    severity: row.severity,
    rule_id: row.ruleId,
    rule_name: row.rule?.name ?? null,
    event_id: row.eventId,
    device_id: row.deviceId,
    device_name: row.device?.name ?? null,
    camera_id: row.cameraId,
    camera_name: row.camera?.name ?? null,
    court_name: row.camera?.court?.name ?? null,
    occurred_at: row.occurredAt.toISOString(),
    raised_at: row.raisedAt.toISOString(),
    recovered_at: row.recoveredAt?.toISOString() ?? null,
    acknowledged_at: row.acknowledgedAt?.toISOString() ?? null,
    acknowledged_by: row.acknowledgedBy,
    late,
    clock_synced: row.event?.clockSynced ?? true,
    count: flood?.count ?? 1,
    last_at: flood?.last_at ?? row.occurredAt.toISOString(),
    has_picture: clips.some((clip) => clip.has_poster) || hasTriggerPicture(ctx, row),
    clips,
    data: { ...asRecord(row.event?.data), ...said },
  };
}

const hasTriggerPicture = (ctx: Ctx, { deviceId, eventId }: AlertRow): boolean =>
  deviceId !== null && eventId !== null && ctx.eventPictures.has(deviceId, eventId);

const asRecord = (data: unknown): Record<string, unknown> =>
  typeof data === "object" && data !== null && !Array.isArray(data) ? (data as Record<string, unknown>) : {};
