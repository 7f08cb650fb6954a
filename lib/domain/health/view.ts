import type { z } from "zod";
import type { DeviceHealth, Health } from "@/lib/contracts/health";
import type { Ctx } from "../context";

export type DeviceRow = {
  id: string;
  name: string;
  clubId: number | null;
  lastSeenAt: Date | null;
  cameras: { clubId: number }[];
};

/** The state of the whole by its devices. One that was enrolled but never came is not missed yet. */
export function statusOf(ctx: Ctx, devices: DeviceRow[]): Health["status"] {
  const online = devices.filter(({ id }) => ctx.devices.presence(id).online);
  if (online.length === 0) return "unhealthy";
  const wasSeen = ({ id, lastSeenAt }: DeviceRow) => (ctx.devices.presence(id).lastSeenAt ?? lastSeenAt) !== null;
  return devices.some((device) => wasSeen(device) && !online.includes(device)) ? "degraded" : "healthy";
}

export function toDeviceHealth(ctx: Ctx, { id, name, lastSeenAt }: DeviceRow): z.infer<typeof DeviceHealth> {
  const { online, status, lastSeenAt: heardAt } = ctx.devices.presence(id);
  return {
    id,
    name,
    online,
    last_seen_at: (heardAt ?? lastSeenAt)?.toISOString() ?? null,
    version: status?.version || null,
    queue_depth: status?.queue_depth ?? null,
    ffmpeg_available: online && (status?.ffmpeg_available ?? false),
    max_concurrent: status?.max_concurrent ?? 0,
  };
}
