import { mintDeviceToken } from "@/lib/auth/device-tokens";
import type { DeviceView } from "@/lib/contracts/devices";
import { AppError } from "@/lib/core/errors";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findDevice } from "./find";
import { readDevice } from "./read";

/**
 * Gives a device a new token over its own connection. Until the device was seen with it (`settleRotation`) both count,
 * so that no crash in between locks it out; once it said that it keeps the new one, the old one for a day at most. Throws
 * `unavailable` when the device is away, `device_timeout` when it does not answer: both still count then.
 */
export async function rotateDevice(ctx: Ctx, id: string): Promise<DeviceView> {
  const { clubId, revokedAt } = await findDevice(ctx, id);
  if (revokedAt) throw new AppError("conflict", "This device is revoked. Make a new code to let it come back.");
  if (!ctx.devices.presence(id).online)
    throw new AppError("unavailable", "This device is offline: its token is changed over its own connection.");
  const { token, ...hashes } = mintDeviceToken();
  await ctx.db.$transaction(async (tx) => {
    await tx.device.update({
      where: { id },
      data: {
        ...{ nextTokenHash: hashes.tokenHash, nextTokenVerifier: hashes.tokenVerifier },
        ...{ nextTokenMadeAt: ctx.clock.now(), nextTokenKeptAt: null },
      },
    });
    await audit(tx, ctx, "device.rotate", id, { clubId });
    await ctx.notify(tx, { kind: "device", id, clubId });
  });
  await ctx.devices.command(id, "token.set", { token });
  await ctx.db.$transaction(async (tx) => {
    const kept = { nextTokenKeptAt: ctx.clock.now() };
    await tx.device.updateMany({ where: { id, nextTokenHash: hashes.tokenHash }, data: kept });
    await ctx.notify(tx, { kind: "device", id, clubId });
  });
  return readDevice(ctx, id);
}
