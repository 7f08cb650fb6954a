import { mintDeviceToken, onlyToken } from "@/lib/auth/device-tokens";
import { hashToken } from "@/lib/auth/token-hash";
import type { EnrollDevice, Enrollment } from "@/lib/contracts/devices";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { endCodes } from "./make-code";

/**
 * Turns a code into a device's token, once: of two machines at the same moment one wins. A machine that spoke for the
 * device until now does so no more, and a revoked device counts again. Throws `not_found` for a code there never was, and
 * `conflict` for one that is over: only who had it hears why.
 */
export async function enrollDevice(ctx: Ctx, { code }: EnrollDevice): Promise<Enrollment> {
  const now = ctx.clock.now();
  const { token, ...hashes } = mintDeviceToken();
  const { id, name } = await ctx.db.$transaction(async (tx) => {
    const deviceId = await takeCode(tx, hashToken(code), now);
    const device = await tx.device.update({
      where: { id: deviceId },
      data: { ...onlyToken(hashes), enrolledAt: now, revokedAt: null },
    });
    await endCodes(tx, device.id, now);
    const as = { ...ctx, actor: { kind: "device", id: device.id, clubId: device.clubId } } as const;
    await audit(tx, as, "device.enroll", device.id, { clubId: device.clubId });
    await ctx.notify(tx, { kind: "device", id: device.id, clubId: device.clubId });
    return device;
  });
  const { siteUrl, deviceMqttUrl, deviceMqttCa } = ctx.settings;
  return {
    ...{ device_id: id, name, token },
    ...{ mqtt_url: deviceMqttUrl, mqtt_username: id, mqtt_ca: deviceMqttCa, web_url: new URL(siteUrl).origin },
  };
}

async function takeCode(tx: Tx, codeHash: string, now: Date): Promise<string> {
  const { count } = await tx.deviceCode.updateMany({
    where: { codeHash, usedAt: null, endedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  const code = await tx.deviceCode.findUnique({ where: { codeHash } });
  if (!code)
    throw new AppError("not_found", "This code is not known. Check it, or make a new one on the device's page.");
  if (count === 1) return code.deviceId;
  const reason = code.usedAt ? "used" : code.endedAt ? "ended" : "expired";
  throw new AppError("conflict", `${WHY[reason]} Make a new one on the device's page.`, { details: { reason } });
}

const WHY = {
  used: "This code was used already: each enrols one machine.",
  ended: "This code counts no more: a newer one took its place, or the device was revoked.",
  expired: "This code is too old: it was good for a quarter of an hour.",
} as const;
