import { setTimeout as delay } from "node:timers/promises";
import { can, scopeFilter } from "@/lib/auth/permissions";
import type { Health } from "@/lib/contracts/health";
import { isDatabaseAway } from "@/lib/db/database-away";
import type { Ctx } from "../context";
import { type DeviceRow, statusOf, toDeviceHealth } from "./view";

/** Who asks for health wants to know soon that something hangs; Postgres answers these questions in a few milliseconds. */
const ANSWER_MS = 450;

/**
 * How the video system fares. `unhealthy`: Postgres is away or no device online; `degraded`: some device went offline. It
 * always answers. Who may not read more sees the status alone; others the devices and numbers of their club.
 */
export async function readHealth(ctx: Ctx): Promise<Health> {
  const facts = await readFacts(ctx);
  if (facts === null) return { status: "unhealthy" };
  const status = statusOf(ctx, facts.devices);
  if (!can(ctx.actor, "health:read")) return { status };
  const visible = facts.devices.filter(facts.isVisible);
  const online = visible.map(({ id }) => ctx.devices.presence(id)).filter((presence) => presence.online);
  const withFfmpeg = online.find((presence) => presence.status?.ffmpeg_available)?.status;
  return {
    status,
    ffmpeg_available: withFfmpeg !== undefined,
    ffmpeg_path: withFfmpeg?.ffmpeg_path ?? null,
    active_sessions: facts.sessions,
    active_recordings: facts.recordings,
    max_concurrent: online.reduce((sum, { status }) => sum + (status?.max_concurrent ?? 0), 0),
    proxy_type: "internal",
    pipeline: "Camera → proxy → FFmpeg → MP4",
    devices: visible.map((device) => toDeviceHealth(ctx, device)),
  };
}

type Facts = {
  devices: DeviceRow[];
  isVisible(device: DeviceRow): boolean;
  sessions: number;
  recordings: number;
};

/** What Postgres knows, or null when it is away or does not answer soon. */
async function readFacts(ctx: Ctx): Promise<Facts | null> {
  const late = new AbortController();
  const reading = queryFacts(ctx).catch((error: unknown) => {
    if (isDatabaseAway(error)) return null;
    throw error;
  });
  try {
    return await Promise.race([reading, delay(ANSWER_MS, null, { signal: late.signal })]);
  } finally {
    late.abort();
    reading.catch(() => undefined);
  }
}

async function queryFacts({ db, actor }: Ctx): Promise<Facts> {
  const clubId = can(actor, "health:read") ? scopeFilter(actor, "health:read").clubId : undefined;
  const where = clubId === undefined ? {} : { clubId };
  const [devices, sessions, recordings] = await Promise.all([
    db.device.findMany({
      where: { revokedAt: null },
      select: {
        id: true,
        name: true,
        clubId: true,
        lastSeenAt: true,
        cameras: { where: { deletedAt: null }, select: { clubId: true } },
      },
      orderBy: { id: "asc" },
    }),
    db.session.count({ where: { ...where, status: "active" } }),
    db.recording.count({ where: { ...where, status: { in: ["starting", "recording"] } } }),
  ]);
  const isVisible = (device: DeviceRow) =>
    clubId === undefined || device.clubId === clubId || device.cameras.some((camera) => camera.clubId === clubId);
  return { devices, isVisible, sessions, recordings };
}
