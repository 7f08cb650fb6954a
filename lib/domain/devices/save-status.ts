import type { DeviceStatus } from "@/lib/contracts/mqtt";
import { DeviceStatus as StatusSchema } from "@/lib/contracts/mqtt";
import type { Presence } from "@/lib/mqtt/device-link";
import type { Ctx } from "../context";
import { settleRotation } from "./settle-rotation";

/** A healthy device sends its status every few seconds; the row needs it this often when nothing changed. */
const WRITE_EVERY_MS = 30_000;

export type SavedStatus = { cameOnline: boolean; wentOffline: boolean };
const NOTHING: SavedStatus = { cameOnline: false, wentOffline: false };

/**
 * Keeps what a device says of itself. Writes when something that matters changed, else every 30 s, and tells the pages
 * only of online, offline and a camera's state. An offline device keeps its last word. An unknown device changes nothing.
 */
export async function saveStatus(ctx: Ctx, deviceId: string, heard: Presence): Promise<SavedStatus> {
  const row = await ctx.db.device.findUnique({ where: { id: deviceId } });
  if (!row) return NOTHING;
  const presence = row.revokedAt ? { ...heard, online: false } : heard;
  if (presence.online && presence.status) await settleRotation(ctx, row, presence.status);
  const before = StatusSchema.safeParse(row.status).data ?? null;
  const status = presence.online ? presence.status : before;
  const isTurn = row.isOnline !== presence.online;
  const isNews = isTurn || pictureOf(before) !== pictureOf(status);
  const age = ctx.clock.now().getTime() - (row.lastSeenAt?.getTime() ?? 0);
  const isDue = presence.online && age >= WRITE_EVERY_MS;
  if (!isNews && !isDue && factsOf(before) === factsOf(status)) return NOTHING;

  await ctx.db.$transaction(async (tx) => {
    await tx.device.update({
      where: { id: deviceId },
      data: {
        isOnline: presence.online,
        lastSeenAt: presence.lastSeenAt ?? row.lastSeenAt,
        ...(status && { status, storageId: status.storage_id ?? row.storageId }),
      },
    });
    if (isNews) await ctx.notify(tx, { kind: "device", id: deviceId, clubId: row.clubId });
  });
  return { cameOnline: isTurn && presence.online, wentOffline: isTurn && !presence.online };
}

/** What a page shows of the cameras and sensors. */
export const pictureOf = (status: DeviceStatus | null): string =>
  JSON.stringify([
    status?.sensors.map((s) => [s.name, s.state, s.error, s.last_triggered_at]) ?? [],
    status?.cameras.map((c) => [
      c.id,
      c.state,
      c.error,
      c.recording_session_id,
      c.publishing?.state,
      c.publishing?.cause,
    ]) ?? [],
  ]);

/** What stays the same from one status to the next while all is well. */
export const factsOf = (status: DeviceStatus | null): string =>
  JSON.stringify(
    status && [
      status.version,
      status.storage_id,
      status.ffmpeg_available,
      status.ffmpeg_path,
      status.max_concurrent,
      status.cameras_version,
      status.config_version,
      status.config_source,
      status.config_error,
      status.gpio_driver,
      status.clock_synced,
    ],
  );
