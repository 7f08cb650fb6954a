import type { OverviewDevice } from "@/lib/contracts/overview";
import type { Ctx } from "../context";
import { frameTime } from "./courts";
import { hoursLeft, type Measured } from "./disk-left";
import type { DeviceFacts } from "./problem-facts";

/** Of all devices together: enough to even out short ones, few enough to follow new settings of the cameras within days. */
const RECENT_RECORDINGS = 200;
const RUNNING = ["starting", "recording"] as const;

type SeenDevice = {
  id: string;
  name: string;
  lastSeenAt: Date | null;
  differences: number;
  /** Of the clubs that are looked at. */
  cameraIds: ReadonlySet<number>;
  recordings: number;
  recent: Measured[];
};

/** The devices of a club: its own, and those that serve a camera of it. Revoked ones are nobody's. */
export async function readDevices(ctx: Ctx, clubId: number | undefined): Promise<SeenDevice[]> {
  const ofClub = clubId === undefined ? {} : { clubId };
  const rows = await ctx.db.device.findMany({
    where: {
      revokedAt: null,
      ...(clubId !== undefined && { OR: [{ clubId }, { cameras: { some: { clubId, deletedAt: null } } }] }),
    },
    select: {
      ...{ id: true, name: true, lastSeenAt: true, differences: true },
      cameras: { where: { ...ofClub, deletedAt: null }, select: { id: true } },
      _count: { select: { recordings: { where: { ...ofClub, status: { in: [...RUNNING] } } } } },
    },
    orderBy: { id: "asc" },
  });
  const recent = await readRecent(ctx);
  return rows.map(({ id, name, lastSeenAt, differences, cameras, _count }) => {
    const own = recent.filter(({ deviceId }) => deviceId === id);
    return {
      ...{ id, name, lastSeenAt },
      differences: Array.isArray(differences) ? differences.length : 0,
      cameraIds: new Set(cameras.map((camera) => camera.id)),
      recordings: _count.recordings,
      recent: own.length > 0 ? own : recent,
    };
  });
}

async function readRecent(ctx: Ctx): Promise<(Measured & { deviceId: string | null })[]> {
  const files = await ctx.db.mediaFile.findMany({
    where: { kind: "recording", durationSeconds: { gt: 0 } },
    orderBy: { createdAt: "desc" },
    take: RECENT_RECORDINGS,
    select: { deviceId: true, bytes: true, durationSeconds: true },
  });
  return files.map(({ deviceId, bytes, durationSeconds }) => ({
    deviceId,
    bytes: Number(bytes),
    seconds: durationSeconds!,
  }));
}

export function toDeviceFacts(ctx: Ctx, device: SeenDevice): DeviceFacts {
  const { online, status, lastSeenAt } = ctx.devices.presence(device.id);
  const { storage } = status ?? {};
  return {
    device: { id: device.id, name: device.name },
    isOnline: online,
    lastSeenAt: lastSeenAt ?? device.lastSeenAt,
    cameras: device.cameraIds.size,
    recordings: device.recordings,
    differences: device.differences,
    status: status && {
      ffmpegAvailable: status.ffmpeg_available,
      clockSynced: status.clock_synced,
      temperatureC: status.temperature_c,
      reportsWaiting: status.queue_depth,
      oldestWaitingAt: status.oldest_queued_at === null ? null : new Date(status.oldest_queued_at),
      recordings: status.cameras.filter((camera) => camera.recording_session_id !== null).length,
      maxConcurrent: status.max_concurrent,
      isDiskFull: storage != null && storage.bytes_free < storage.bytes_reserved,
      hoursLeft: storage ? hoursLeft(storage, device.recent) : null,
    },
  };
}

export function toDeviceView(ctx: Ctx, device: SeenDevice): OverviewDevice {
  const { online, status, lastSeenAt, receivedAt } = ctx.devices.presence(device.id);
  const cameras = online ? (status?.cameras.filter(({ id }) => device.cameraIds.has(id)) ?? []) : [];
  const framesAt = cameras.flatMap((camera) => frameTime(camera, receivedAt)?.getTime() ?? []);
  const { storage } = status ?? {};
  return {
    id: device.id,
    name: device.name,
    online,
    last_seen_at: (lastSeenAt ?? device.lastSeenAt)?.toISOString() ?? null,
    version: status?.version || null,
    cameras: device.cameraIds.size,
    cameras_live: cameras.filter(({ state }) => state === "live").length,
    recordings: device.recordings,
    max_concurrent: status?.max_concurrent ?? 0,
    last_frame_at: framesAt.length > 0 ? new Date(Math.max(...framesAt)).toISOString() : null,
    disk: storage
      ? {
          bytes_free: Math.max(0, storage.bytes_free - storage.bytes_reserved),
          bytes_total: storage.bytes_total,
          hours_left: hoursLeft(storage, device.recent),
        }
      : null,
    reports_waiting: status?.queue_depth ?? 0,
  };
}
