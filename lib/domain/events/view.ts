import { z } from "zod";
import type { EventClip, EventView } from "@/lib/contracts/events";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { clipsOf } from "./clips-of";

export const EVENT_INCLUDE = {
  camera: { select: { name: true } },
  device: { select: { name: true } },
  acknowledgedBy: { select: { name: true } },
} satisfies Prisma.EventInclude;
export type EventRow = Prisma.EventGetPayload<{ include: typeof EVENT_INCLUDE }>;

const toEventView = (row: EventRow, clips: EventClip[] = []): EventView => ({
  event_id: row.id,
  device_id: row.deviceId,
  device_name: row.device.name,
  club_id: row.clubId,
  camera_id: row.cameraId,
  camera_name: row.camera?.name ?? null,
  type: row.type,
  occurred_at: row.occurredAt.toISOString(),
  placed_at: row.placedAt.toISOString(),
  received_at: row.receivedAt.toISOString(),
  clock_synced: row.clockSynced,
  historical: row.historical,
  data: z.record(z.string(), z.unknown()).safeParse(row.data).data ?? {},
  acknowledged_at: row.acknowledgedAt?.toISOString() ?? null,
  acknowledged_by: row.acknowledgedBy?.name ?? null,
  clips,
});

/** Events as people see them, with what was filmed around them. */
export async function viewEvents(ctx: Ctx, rows: readonly EventRow[]): Promise<EventView[]> {
  const clips = await clipsOf(ctx, rows);
  return rows.map((row) => toEventView(row, clips.get(row.id)));
}

export const viewEvent = async (ctx: Ctx, row: EventRow): Promise<EventView> => (await viewEvents(ctx, [row]))[0]!;
