import { DeviceStatus } from "@/lib/contracts/mqtt";
import type { DeviceNotice } from "@/lib/contracts/sockets";
import type { Ctx } from "../context";

/** A device as each club it serves may see it: with the cameras of that club only. `all` is for super admins. */
export type DeviceNotices = { all: DeviceNotice; byClub: Map<number, DeviceNotice> };

/** What changed on a device, loaded once for all who look. Null when it does not exist. */
export async function loadDeviceNotices(ctx: Ctx, deviceId: string): Promise<DeviceNotices | null> {
  const device = await ctx.db.device.findUnique({
    where: { id: deviceId },
    include: { cameras: { where: { deletedAt: null }, select: { id: true, clubId: true } } },
  });
  if (!device) return null;
  const all: DeviceNotice = {
    device_id: device.id,
    online: device.isOnline,
    last_seen_at: device.lastSeenAt?.toISOString() ?? null,
    cameras: DeviceStatus.safeParse(device.status).data?.cameras ?? [],
  };
  const clubOf = new Map(device.cameras.map((camera) => [camera.id, camera.clubId]));
  const clubIds = new Set([...clubOf.values(), ...(device.clubId === null ? [] : [device.clubId])]);
  const ofClub = (clubId: number): DeviceNotice => ({
    ...all,
    cameras: all.cameras.filter((camera) => clubOf.get(camera.id) === clubId),
  });
  return { all, byClub: new Map([...clubIds].map((clubId) => [clubId, ofClub(clubId)])) };
}
