import { DeviceStatus } from "@/lib/contracts/mqtt";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { Condition } from "@/lib/db/generated/client";
import { raiseAlerts, recoverAlerts } from "../alerts/raise";
import type { Ctx } from "../context";
import { type ConditionKind, lineOf } from "./kinds";
import { type Observed, observe, type Watched } from "./observe";
import { type Effect, step } from "./step";

/** One program at a time draws conclusions; another one that looks meanwhile finds them drawn. */
const CONDITIONS_LOCK = 0x636f_6e64;
/** What happened within it is looked at, longer than any pause between two looks. */
const MOMENTS_MS = 120_000;

type Device = Watched & { clubId: number | null; clubOfCamera: Map<number, number> };
type Change = {
  device: Device;
  seen: Observed;
  before: Condition | null;
  after: Omit<Condition, "id">;
  effect: Effect;
};

/**
 * Holds what is known of every device and camera against what was known, and raises an alert for each trouble that lasts,
 * and says in it when it is over. Call it every few seconds in every web program: what one has told, none tells again.
 */
export async function watchConditions(ctx: Ctx): Promise<void> {
  const devices = await readDevices(ctx);
  if (conclude(ctx, devices, await ctx.db.condition.findMany()).length === 0) return;
  await ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CONDITIONS_LOCK})`;
    const changes = conclude(ctx, devices, await tx.condition.findMany());
    for (const change of changes) await keep(tx, change);
    for (const change of changes) if (change.effect === "recover") await recover(ctx, tx, change);
    for (const change of changes) if (change.effect === "raise") await raise(ctx, tx, change);
  });
}

/** Those that were seen once and may still come. */
async function readDevices(ctx: Ctx): Promise<Device[]> {
  const now = ctx.clock.now().getTime();
  const [rows, events] = await Promise.all([
    ctx.db.device.findMany({
      where: { revokedAt: null, lastSeenAt: { not: null } },
      include: { cameras: { where: { deletedAt: null }, select: { id: true, clubId: true } } },
    }),
    ctx.db.event.findMany({
      where: {
        type: { in: ["recorder.replaced", "recorder.stopped"] },
        placedAt: { gt: new Date(now - MOMENTS_MS), lte: new Date(now + MOMENTS_MS) },
      },
      orderBy: { placedAt: "asc" },
      take: 1_000,
    }),
  ]);
  return rows.map(({ id, clubId, isOnline, status, cameras }) => ({
    ...{ id, clubId, isOnline, status: DeviceStatus.safeParse(status).data ?? null },
    cameraIds: cameras.map((camera) => camera.id),
    clubOfCamera: new Map(cameras.map((camera) => [camera.id, camera.clubId])),
    moments: events
      .filter(({ deviceId }) => deviceId === id)
      .map(({ type, cameraId, placedAt, data }) => ({ type, cameraId, at: placedAt, sessionId: sessionOf(data) })),
  }));
}

const sessionOf = (data: unknown): string | null => {
  const id: unknown = typeof data === "object" && data !== null ? Reflect.get(data, "session_id") : null;
  return typeof id === "string" ? id : null;
};

/** What is different now. What is known of a device or camera that is gone stays as it is. */
function conclude(ctx: Ctx, devices: readonly Device[], known: readonly Condition[]): Change[] {
  const now = ctx.clock.now();
  return devices.flatMap((device) => {
    const own = known.filter(({ deviceId }) => deviceId === device.id);
    return observe(device).flatMap((seen) => {
      const { kind, cameraId } = seen;
      const before = own.find((one) => one.kind === kind && one.cameraId === cameraId) ?? null;
      const [after, effect] = step(before, seen.observation, now, lineOf(kind, ctx.settings.deviceOfflineMs));
      if (after === null || after === before) return [];
      const { openedAt, confirmedAt, wellSince, recoveredAt } = after;
      const state = { openedAt, confirmedAt, wellSince, recoveredAt };
      return [{ device, seen, before, after: { kind, deviceId: device.id, cameraId, ...state }, effect }];
    });
  });
}

async function keep(tx: Tx, { before, after }: Change): Promise<void> {
  if (before) await tx.condition.update({ where: { id: before.id }, data: after });
  else await tx.condition.create({ data: { id: newId(), ...after } });
}

async function recover(ctx: Ctx, tx: Tx, { after: { kind, deviceId, cameraId, wellSince } }: Change): Promise<void> {
  await recoverAlerts(ctx, tx, { kind, deviceId, ...(cameraId !== null && { cameraId }) }, wellSince ?? undefined);
}

/** A club whose own rule told of it already is not told twice: that alert is the one that recovers. */
async function raise(ctx: Ctx, tx: Tx, { device, seen, after }: Change): Promise<void> {
  const { kind, deviceId, cameraId, openedAt } = after;
  const since = new Date(openedAt.getTime() - MOMENTS_MS);
  const told = await tx.alert.findMany({
    where: { kind, deviceId, cameraId, recoveredAt: null, occurredAt: { gt: since } },
    select: { clubId: true },
  });
  const { severity } = lineOf(kind as ConditionKind, ctx.settings.deviceOfflineMs);
  const alert = { kind, severity, deviceId, cameraId, occurredAt: openedAt, data: toData(seen) };
  const clubs = clubsOf(device, cameraId).filter((clubId) => !told.some((one) => one.clubId === clubId));
  await raiseAlerts(
    ctx,
    tx,
    clubs.map((clubId) => ({ clubId, ...alert })),
  );
}

const toData = ({ data = {} }: Observed) =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null && value !== undefined)) as Record<
    string,
    string | number
  >;

/** A device of nobody's is its cameras' clubs' trouble; one without cameras the super admins'. */
function clubsOf({ clubId, clubOfCamera }: Device, cameraId: number | null): (number | null)[] {
  if (cameraId !== null) return [clubOfCamera.get(cameraId) ?? clubId];
  if (clubId !== null) return [clubId];
  return clubOfCamera.size === 0 ? [null] : [...new Set(clubOfCamera.values())];
}
