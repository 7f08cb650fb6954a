import { hashToken } from "@/lib/auth/token-hash";
import type { DeviceCode } from "@/lib/contracts/devices";
import { newCode, newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/client";
import type { Ctx } from "../context";

/** Long enough to walk to the machine; too short to be found lying around. */
const CODE_MS = 15 * 60_000;

/** A code that enrols a machine as this device, once. Only its hash is kept; earlier codes of the device end. */
export async function makeCode(tx: Tx, ctx: Ctx, deviceId: string): Promise<DeviceCode> {
  const now = ctx.clock.now();
  const code = newCode();
  const expiresAt = new Date(now.getTime() + CODE_MS);
  await endCodes(tx, deviceId, now);
  await tx.deviceCode.create({
    data: {
      ...{ id: newId(), deviceId, codeHash: hashToken(code.replaceAll("-", "")) },
      ...{ createdById: ctx.actor.kind === "user" ? ctx.actor.id : null, createdAt: now, expiresAt },
    },
  });
  const command = `npm run edge:enroll -- ${new URL(ctx.settings.siteUrl).origin} ${code}`;
  return { code, expires_at: expiresAt.toISOString(), command };
}

/** Codes of this device that nobody used count no more. */
export async function endCodes(tx: Tx, deviceId: string, now: Date): Promise<void> {
  await tx.deviceCode.updateMany({ where: { deviceId, usedAt: null, endedAt: null }, data: { endedAt: now } });
}
