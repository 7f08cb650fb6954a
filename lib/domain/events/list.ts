import { scopeFilter } from "@/lib/auth/permissions";
import type { EventFilters, EventView } from "@/lib/contracts/events";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { page } from "../paging";
import { afterArrival, arrivalCursor, belowPlace, NEWEST_FIRST, placeCursor } from "./cursors";
import { EVENT_INCLUDE, viewEvents } from "./view";

type ListEvents = Omit<EventFilters, "order"> & {
  order?: EventFilters["order"];
  limit: number;
  cursor?: string | undefined;
};
export type EventList = { events: EventView[]; next_cursor: string | null; arrived_cursor: string };

/**
 * Events of the actor's club; a super admin sees everybody's. Newest first as they happened, those of one device always
 * by its boots and sequence; or, for a page that was away, in the order they arrived.
 */
export async function listEvents(ctx: Ctx, { limit, cursor, order, ...filters }: ListEvents): Promise<EventList> {
  const { clubId } = scopeFilter(ctx.actor, "event:read");
  const isOwn = clubId === undefined ? {} : { clubId };
  const where = [isOwn, ...whereEvents(filters)];
  return order === "arrival" ? listArrived(ctx, where, { limit, cursor }) : listPlaced(ctx, where, { limit, cursor });
}

type Paging = { limit: number; cursor: string | undefined };

async function listPlaced(ctx: Ctx, where: Prisma.EventWhereInput[], { limit, cursor }: Paging): Promise<EventList> {
  // Before the list: what arrives between the two is told twice, never not at all.
  const arrived = await newestArrival(ctx);
  const found = await ctx.db.event.findMany({
    where: { AND: [...where, cursor === undefined ? {} : belowPlace(cursor)] },
    include: EVENT_INCLUDE,
    orderBy: [...NEWEST_FIRST],
    take: limit + 1,
  });
  const { rows, nextCursor } = page(found, limit, placeCursor);
  return { events: await viewEvents(ctx, rows), next_cursor: nextCursor, arrived_cursor: arrived };
}

async function listArrived(ctx: Ctx, where: Prisma.EventWhereInput[], { limit, cursor }: Paging): Promise<EventList> {
  const found = await ctx.db.event.findMany({
    where: { AND: [...where, cursor === undefined ? {} : afterArrival(cursor)] },
    include: EVENT_INCLUDE,
    orderBy: { arrival: "asc" },
    take: limit + 1,
  });
  const { rows, nextCursor } = page(found, limit, ({ arrival }) => arrivalCursor(arrival));
  const last = rows.at(-1);
  const arrived = last ? arrivalCursor(last.arrival) : (cursor ?? arrivalCursor(0n));
  return { events: await viewEvents(ctx, rows), next_cursor: nextCursor, arrived_cursor: arrived };
}

async function newestArrival({ db }: Ctx): Promise<string> {
  const newest = await db.event.findFirst({ orderBy: { arrival: "desc" }, select: { arrival: true } });
  return arrivalCursor(newest?.arrival ?? 0n);
}

function whereEvents({ device, camera, type, from, to }: Omit<EventFilters, "order">): Prisma.EventWhereInput[] {
  return [
    device === undefined ? {} : { deviceId: device },
    camera === undefined ? {} : { cameraId: camera },
    type === undefined ? {} : { OR: type.map(byType) },
    { placedAt: { ...(from && { gte: new Date(from) }), ...(to && { lt: new Date(to) }) } },
  ];
}

const byType = (type: string): Prisma.EventWhereInput =>
  type.includes(".") ? { type } : { type: { startsWith: `${type}.` } };
