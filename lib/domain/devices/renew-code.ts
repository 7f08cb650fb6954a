import type { DeviceCode } from "@/lib/contracts/devices";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findDevice } from "./find";
import { makeCode } from "./make-code";

/**
 * A new code for a device: its first machine never came, a new machine takes its place, or it was revoked. What speaks
 * for the device now goes on until a machine uses the code.
 */
export async function renewCode(ctx: Ctx, id: string): Promise<DeviceCode> {
  const { clubId } = await findDevice(ctx, id);
  return ctx.db.$transaction(async (tx) => {
    await audit(tx, ctx, "device.code", id, { clubId });
    await ctx.notify(tx, { kind: "device", id, clubId });
    return makeCode(tx, ctx, id);
  });
}
