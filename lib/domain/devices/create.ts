import { authorize, notFound, requirePermission, scopeOf } from "@/lib/auth/permissions";
import type { CreateDevice, DeviceCode, DeviceView } from "@/lib/contracts/devices";
import { AppError } from "@/lib/core/errors";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { makeCode } from "./make-code";
import { readDevice } from "./read";

/** Adds a device, and the code to enrol a machine as it. Throws `conflict` when its id is taken. */
export async function createDevice(ctx: Ctx, input: CreateDevice): Promise<{ device: DeviceView; code: DeviceCode }> {
  const clubId = await clubOf(ctx, input.club_id);
  const { id, name } = input;
  const code = await ctx.db.$transaction(async (tx) => {
    const row = { id, name, clubId, createdAt: ctx.clock.now() };
    const { count } = await tx.device.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) throw taken(id);
    await audit(tx, ctx, "device.create", id, { clubId, details: { name } });
    await ctx.notify(tx, { kind: "device", id, clubId });
    return makeCode(tx, ctx, id);
  });
  return { device: await readDevice(ctx, id), code };
}

/** Null serves every club: for those who run all of them. */
async function clubOf(ctx: Ctx, asked: number | null | undefined): Promise<number | null> {
  requirePermission(ctx.actor, "device:write");
  const isAnywhere = scopeOf(ctx.actor, "device:write") === "any";
  const own = ctx.actor.kind === "user" ? ctx.actor.clubId : null;
  if (isAnywhere && (asked === null || asked === undefined)) return null;
  const clubId = asked ?? own;
  authorize(ctx.actor, "device:write", { clubId }, "Club");
  const club = clubId === null ? null : await ctx.db.club.findUnique({ where: { id: clubId }, select: { id: true } });
  if (!club) throw notFound("Club");
  return club.id;
}

const taken = (id: string) =>
  new AppError("conflict", `There is already a device "${id}". Choose another id, or make a new code for that one.`, {
    details: { reason: "id_taken" },
  });
