import { AppError, isAppError } from "@/lib/core/errors";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { findDevice } from "./find";
import { asRefusal } from "./refusal";

/**
 * Presses a sensor that is simulated; answers the id of its event, which the device keeps by then. Throws `conflict` for a
 * device whose sensors are real, and for a sensor it does not have; `unavailable`, `device_timeout`.
 */
export async function simulateSensor(ctx: Ctx, id: string, { sensor }: { sensor: string }): Promise<string> {
  const { clubId } = await findDevice(ctx, id);
  const { online, status } = ctx.devices.presence(id);
  if (online && status?.gpio_driver !== "simulated")
    throw new AppError("conflict", "The sensors of this device are real: somebody has to press them there.", {
      details: { reason: "sensors_real" },
    });
  await ctx.db.$transaction((tx) => audit(tx, ctx, "device.simulate", id, { clubId, details: { sensor } }));
  try {
    return (await ctx.devices.command(id, "sensor.simulate", { sensor })).event_id;
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw asRefusal(error, `The device does not know a sensor "${sensor}" yet. Try again in a moment.`);
  }
}
