import type { CommandArgs, CommandName } from "@/lib/contracts/mqtt";
import { isAppError } from "@/lib/core/errors";
import type { Ctx } from "../context";

/**
 * Tells a device what was decided here and needs no answer: one that is away learns it from the comparison after its
 * next full report. Never rejects; true when the device confirmed.
 */
export async function tellDevice<N extends CommandName>(
  ctx: Ctx,
  deviceId: string,
  name: N,
  args: CommandArgs<N>,
): Promise<boolean> {
  try {
    await ctx.devices.command(deviceId, name, args);
    return true;
  } catch (error) {
    const fields = { device_id: deviceId, command: name };
    if (isAppError(error)) ctx.log.info({ ...fields, code: error.code }, "the device was not told");
    else ctx.log.error({ ...fields, err: error }, "telling the device failed");
    return false;
  }
}
