import { notFound, requirePermission, scopeFilter, scopeOf } from "@/lib/auth/permissions";
import type { DeviceView } from "@/lib/contracts/devices";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { page } from "../paging";
import { DEVICE_INCLUDE, toDeviceView } from "./view";

type ListDevices = {
  limit: number;
  cursor?: string | undefined;
  club_id?: number | undefined;
  revoked?: boolean | undefined;
};

/** Devices a club has or is served by, by id; a super admin sees all, or those of the club asked for. Revoked ones on demand. */
export async function listDevices(
  ctx: Ctx,
  query: ListDevices,
): Promise<{ devices: DeviceView[]; next_cursor: string | null }> {
  const { clubId = query.club_id } = scopeFilter(ctx.actor, "device:read");
  if (query.club_id !== undefined && query.club_id !== clubId) throw notFound("Club");
  const found = await ctx.db.device.findMany({
    where: {
      AND: [
        ofClub(clubId),
        query.revoked ? {} : { revokedAt: null },
        query.cursor === undefined ? {} : { id: { gt: query.cursor } },
      ],
    },
    include: DEVICE_INCLUDE,
    orderBy: { id: "asc" },
    take: query.limit + 1,
  });
  const { rows, nextCursor } = page(found, query.limit, ({ id }) => id);
  const devices = await Promise.all(rows.map((device) => toDeviceView(ctx, device, clubId ?? null)));
  return { devices, next_cursor: nextCursor };
}

/** One device; of one that serves several clubs, what concerns the actor's. */
export async function readDevice(ctx: Ctx, id: string): Promise<DeviceView> {
  requirePermission(ctx.actor, "device:read");
  const isAnywhere = scopeOf(ctx.actor, "device:read") === "any";
  const clubId = isAnywhere || ctx.actor.kind !== "user" ? null : ctx.actor.clubId;
  if (!isAnywhere && clubId === null) throw notFound("Device");
  const device = await ctx.db.device.findFirst({
    where: { AND: [{ id }, ofClub(clubId ?? undefined)] },
    include: DEVICE_INCLUDE,
  });
  if (!device) throw notFound("Device");
  return toDeviceView(ctx, device, clubId);
}

/** The club's own, those that serve every club, and whichever serves one of its cameras. */
const ofClub = (clubId: number | undefined): Prisma.DeviceWhereInput =>
  clubId === undefined
    ? {}
    : { OR: [{ clubId }, { clubId: null }, { cameras: { some: { clubId, deletedAt: null } } }] };
