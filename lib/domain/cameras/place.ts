import { notFound, requirePermission, scopeOf } from "@/lib/auth/permissions";
import { AppError } from "@/lib/core/errors";
import type { Court, Device } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { MAX_CAMERAS_PER_DEVICE } from "../devices/camera-set";

type Where = { club_id?: number | undefined; court_id: number | null };

/** The club a new camera belongs to: the actor's own, or the one a super admin names, directly or by its court. */
export async function chooseClub(ctx: Ctx, { club_id, court_id }: Where): Promise<number> {
  requirePermission(ctx.actor, "camera:write");
  const isAnywhere = scopeOf(ctx.actor, "camera:write") === "any";
  const own = ctx.actor.kind === "user" && !isAnywhere ? ctx.actor.clubId : null;
  if (!isAnywhere && (own === null || (club_id ?? own) !== own)) throw notFound("Club");
  const court = court_id === null ? null : await ctx.db.court.findFirst({ where: { id: court_id, deletedAt: null } });
  const clubId = own ?? club_id ?? court?.clubId;
  if (court_id !== null && (!court || court.clubId !== clubId)) throw notFound("Court");
  if (clubId === undefined)
    throw new AppError("unprocessable", "Say which club the camera is for: give club_id or court_id.");
  if (!(await ctx.db.club.findUnique({ where: { id: clubId }, select: { id: true } }))) throw notFound("Club");
  return clubId;
}

/** A court of this club. */
export async function requireCourt(ctx: Ctx, id: number, clubId: number): Promise<Court> {
  const court = await ctx.db.court.findFirst({ where: { id, deletedAt: null } });
  if (court?.clubId !== clubId) throw notFound("Court");
  return court;
}

/** A device that may serve this club: its own, or one that serves all. `clubId` null asks for any club's. */
export async function requireDevice(ctx: Ctx, id: string, clubId: number | null): Promise<Device> {
  const device = await ctx.db.device.findFirst({ where: { id, revokedAt: null } });
  if (!device || (clubId !== null && device.clubId !== null && device.clubId !== clubId)) throw notFound("Device");
  return device;
}

/** Throws `conflict` when the device serves as many cameras as it can be told of. */
export async function requireRoom(ctx: Ctx, deviceId: string): Promise<void> {
  const count = await ctx.db.camera.count({ where: { deviceId, deletedAt: null } });
  if (count >= MAX_CAMERAS_PER_DEVICE)
    throw new AppError("conflict", `A device serves at most ${MAX_CAMERAS_PER_DEVICE} cameras. Choose another device.`);
}
