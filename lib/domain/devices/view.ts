import { z } from "zod";
import { type DeviceView, Difference, type ServedCamera } from "@/lib/contracts/devices";
import { DeviceStatus } from "@/lib/contracts/mqtt";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { settingsOf } from "./config";

export const DEVICE_INCLUDE = {
  club: { select: { name: true } },
  cameras: {
    where: { deletedAt: null },
    orderBy: { id: "asc" },
    include: { court: { select: { name: true } } },
  },
  codes: { where: { usedAt: null, endedAt: null }, orderBy: { createdAt: "desc" }, take: 1 },
} satisfies Prisma.DeviceInclude;
export type DeviceRow = Prisma.DeviceGetPayload<{ include: typeof DEVICE_INCLUDE }>;

/** A device as it is now; `forClub` leaves out what concerns other clubs, null shows all. */
export async function toDeviceView(ctx: Ctx, device: DeviceRow, forClub: number | null): Promise<DeviceView> {
  const presence = ctx.devices.presence(device.id);
  // An offline device is described by its last word, which says when it was said.
  const status = (presence.online && presence.status) || DeviceStatus.safeParse(device.status).data || null;
  // Its last word may still stand while its connection is being cut.
  const online = presence.online && device.revokedAt === null;
  const cameras = device.cameras.filter(({ clubId }) => forClub === null || clubId === forClub);
  const isWhollyTheirs = forClub === null || device.clubId === forClub;
  const differences = z.array(Difference).safeParse(device.differences).data ?? [];
  return {
    id: device.id,
    name: device.name,
    club_id: device.clubId,
    club_name: forClub === null || device.clubId === forClub ? (device.club?.name ?? null) : null,
    online,
    last_seen_at: (presence.lastSeenAt ?? device.lastSeenAt)?.toISOString() ?? null,
    reported_at: status?.at ?? null,
    version: status?.version || null,
    uptime_s: status?.uptime_s ?? null,
    queue_depth: status?.queue_depth ?? null,
    oldest_queued_at: status?.oldest_queued_at ?? null,
    dead_letters: status?.dead_letters ?? null,
    ffmpeg_available: status?.ffmpeg_available ?? null,
    ffmpeg_path: isWhollyTheirs ? (status?.ffmpeg_path ?? null) : null,
    max_concurrent: status?.max_concurrent ?? null,
    storage: status?.storage ?? null,
    clock_synced: status?.clock_synced ?? null,
    temperature_c: status?.temperature_c ?? null,
    cameras: cameras.map((camera) => toServedCamera(camera, online ? status : null)),
    ...sensorsOf(device, online ? status : null, isWhollyTheirs),
    differences: isWhollyTheirs ? differences : await differencesOf(ctx, differences, forClub),
    enrolled_at: device.enrolledAt?.toISOString() ?? null,
    revoked_at: device.revokedAt?.toISOString() ?? null,
    code_expires_at: codeExpiry(ctx, device),
    rotating_since: device.nextTokenMadeAt?.toISOString() ?? null,
  };
}

function codeExpiry(ctx: Ctx, { codes: [code] }: DeviceRow): string | null {
  return code && code.expiresAt > ctx.clock.now() ? code.expiresAt.toISOString() : null;
}

/** What one club wired to a device of all is none of another's business. */
function sensorsOf(device: DeviceRow, status: DeviceStatus | null, isTheirs: boolean) {
  const configs = isTheirs && status?.config_source !== "file" ? (settingsOf(device)?.sensors ?? []) : [];
  const reports = isTheirs ? (status?.sensors ?? []) : [];
  const names = new Set([...configs, ...reports].map(({ name }) => name));
  return {
    sensors: [...names].map((name) => ({
      name,
      config: configs.find((config) => config.name === name) ?? null,
      report: reports.find((report) => report.name === name) ?? null,
    })),
    config_source: status?.config_source ?? (settingsOf(device) ? "web" : "none"),
    config_error: isTheirs ? (status?.config_error ?? null) : null,
    sensors_simulated: status?.gpio_driver === "simulated",
  } as const;
}

const toServedCamera = (camera: DeviceRow["cameras"][number], status: DeviceStatus | null): ServedCamera => ({
  id: camera.id,
  name: camera.name,
  club_id: camera.clubId,
  court_name: camera.court?.name ?? null,
  source: camera.source,
  report: status?.cameras.find(({ id }) => id === camera.id) ?? null,
});

/** Those about a thing that is known to be of this club. What nobody here knows is a super admin's to look at. */
async function differencesOf(ctx: Ctx, all: Difference[], clubId: number): Promise<Difference[]> {
  if (all.length === 0) return [];
  const idsOf = (isFile: boolean) => all.filter(({ kind }) => (kind === "file") === isFile).map(({ id }) => id);
  const fileIds = idsOf(true).filter((id) => z.uuid().safeParse(id).success);
  const [sessions, files] = await Promise.all([
    ctx.db.session.findMany({ where: { clubId, id: { in: idsOf(false) } }, select: { id: true } }),
    ctx.db.mediaFile.findMany({ where: { clubId, id: { in: fileIds } }, select: { id: true } }),
  ]);
  const known = new Set([...sessions, ...files].map(({ id }) => id));
  return all.filter(({ id }) => known.has(id));
}
