import { onlyToken } from "@/lib/auth/device-tokens";
import type { DeviceView } from "@/lib/contracts/devices";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findDevice } from "./find";
import { endCodes } from "./make-code";
import { readDevice } from "./read";

/**
 * From now on nothing this device sends counts: its tokens and codes are gone, its connections end (web's own broker cuts
 * them at the notice, mosquitto when it reads its accounts again). What it recorded stays. A new code lets it come back.
 */
export async function revokeDevice(ctx: Ctx, id: string): Promise<DeviceView> {
  const { clubId, revokedAt } = await findDevice(ctx, id);
  const now = ctx.clock.now();
  if (!revokedAt)
    await ctx.db.$transaction(async (tx) => {
      const gone = onlyToken({ tokenHash: null, tokenVerifier: null });
      await tx.device.update({ where: { id }, data: { ...gone, revokedAt: now } });
      await endCodes(tx, id, now);
      await audit(tx, ctx, "device.revoke", id, { clubId });
      await ctx.notify(tx, { kind: "device", id, clubId });
    });
  return readDevice(ctx, id);
}
