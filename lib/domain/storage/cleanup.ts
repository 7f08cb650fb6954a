import { scopeFilter } from "@/lib/auth/permissions";
import type { CleanupResult } from "@/lib/contracts/health";
import { isAppError } from "@/lib/core/errors";
import type { Ctx } from "../context";
import { closeIdleSessions } from "./close-idle-sessions";
import { settleOverdueRecordings } from "./settle-overdue";

/**
 * Closes the sessions nobody used for two hours, ends what a lost device left running past its planned end, and lets the devices of the scope put their house in order: proxies
 * without consumer stopped, unreadable files salvaged or set aside. A device that does not answer is left for next time.
 */
export async function cleanup(ctx: Ctx): Promise<CleanupResult> {
  const { clubId } = scopeFilter(ctx.actor, "cleanup:run");
  const closed_sessions = (await settleOverdueRecordings(ctx, clubId)) + (await closeIdleSessions(ctx, clubId));
  const results = await Promise.all((await onlineDevices(ctx, clubId)).map((id) => cleanDevice(ctx, id)));
  const sum = (field: keyof DeviceResult) => results.reduce((total, result) => total + result[field], 0);
  return {
    closed_sessions,
    stopped_proxies: sum("stopped_proxies"),
    salvaged: sum("salvaged"),
    quarantined: sum("quarantined"),
  };
}

type DeviceResult = Omit<CleanupResult, "closed_sessions">;
const NOTHING: DeviceResult = { stopped_proxies: 0, salvaged: 0, quarantined: 0 };

/** Of one club: its own devices, and those that serve a camera of it. */
async function onlineDevices(ctx: Ctx, clubId: number | undefined): Promise<string[]> {
  const ofClub = { OR: [{ clubId: clubId ?? null }, { cameras: { some: { clubId: clubId ?? 0, deletedAt: null } } }] };
  const devices = await ctx.db.device.findMany({
    where: { revokedAt: null, ...(clubId !== undefined && ofClub) },
    select: { id: true },
  });
  return devices.map((device) => device.id).filter((id) => ctx.devices.presence(id).online);
}

async function cleanDevice(ctx: Ctx, deviceId: string): Promise<DeviceResult> {
  try {
    return await ctx.devices.command(deviceId, "cleanup.run", {});
  } catch (error) {
    if (!isAppError(error)) throw error;
    ctx.log.warn({ device_id: deviceId, code: error.code }, "the device was not cleaned up");
    return NOTHING;
  }
}
