import { onlyToken } from "@/lib/auth/device-tokens";
import type { DeviceStatus } from "@/lib/contracts/mqtt";
import { markOfHash } from "@/lib/core/token-mark";
import type { Device } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";

/** A device that came with its next token needs no other: the old one counts no more. True when that is so since now. */
export async function settleRotation(ctx: Ctx, device: Device, status: DeviceStatus): Promise<boolean> {
  const { id, clubId, nextTokenHash, nextTokenVerifier } = device;
  if (nextTokenHash === null || status.token_mark !== markOfHash(nextTokenHash)) return false;
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.device.updateMany({
      where: { id, nextTokenHash },
      data: onlyToken({ tokenHash: nextTokenHash, tokenVerifier: nextTokenVerifier }),
    });
    if (count === 0) return false;
    const as = { ...ctx, actor: { kind: "device", id, clubId } } as const;
    await audit(tx, as, "device.token", id, { clubId });
    await ctx.notify(tx, { kind: "device", id, clubId });
    return true;
  });
}
