import { z } from "zod";
import { scopeFilter } from "@/lib/auth/permissions";
import type { EventClip, EventFilters, EventView } from "@/lib/contracts/events";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { afterBy, decodeCursor, encodeCursor, page } from "../paging";
import { clipsOf } from "./clips-of";

type ListEvents = EventFilters & { limit: number; cursor?: string | undefined };
const isEventId = (id: string): boolean => z.uuid().safeParse(id).success;

/** Events of the actor's club, newest first as they happened; a super admin sees everybody's. */
export async function listEvents(
  ctx: Ctx,
  { device, camera, type, from, to, limit, cursor }: ListEvents,
): Promise<{ events: EventView[]; next_cursor: string | null }> {
  const { clubId } = scopeFilter(ctx.actor, "event:read");
  const found = await ctx.db.event.findMany({
    where: {
      AND: [
        clubId === undefined ? {} : { clubId },
        device === undefined ? {} : { deviceId: device },
        camera === undefined ? {} : { cameraId: camera },
        type === undefined ? {} : { OR: type.map(byType) },
        { occurredAt: { ...(from && { gte: new Date(from) }), ...(to && { lt: new Date(to) }) } },
        cursor === undefined ? {} : afterBy("occurredAt", decodeCursor(cursor, isEventId)),
      ],
    },
    include: EVENT_INCLUDE,
    orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const { rows, nextCursor } = page(found, limit, (row) => encodeCursor({ at: row.occurredAt, id: row.id }));
  const clips = await clipsOf(ctx, rows);
  return { events: rows.map((row) => toEventView(row, clips.get(row.id))), next_cursor: nextCursor };
}

const byType = (type: string): Prisma.EventWhereInput =>
  type.includes(".") ? { type } : { type: { startsWith: `${type}.` } };

const EVENT_INCLUDE = {
  camera: { select: { name: true } },
  device: { select: { name: true } },
} satisfies Prisma.EventInclude;
type Row = Prisma.EventGetPayload<{ include: typeof EVENT_INCLUDE }>;

const toEventView = (row: Row, clips: EventClip[] = []): EventView => ({
  event_id: row.id,
  device_id: row.deviceId,
  device_name: row.device.name,
  club_id: row.clubId,
  camera_id: row.cameraId,
  camera_name: row.camera?.name ?? null,
  type: row.type,
  occurred_at: row.occurredAt.toISOString(),
  received_at: row.receivedAt.toISOString(),
  clock_synced: row.clockSynced,
  historical: row.historical,
  data: z.record(z.string(), z.unknown()).safeParse(row.data).data ?? {},
  acknowledged_at: row.acknowledgedAt?.toISOString() ?? null,
  clips,
});
