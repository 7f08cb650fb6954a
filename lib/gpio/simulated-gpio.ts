import type { AppError } from "@/lib/core/errors";
import type { Gpio, LineIo } from "./gpio";
import { driverFailed, noSuchPin, pinInUse } from "./refusals";

/** Lines that exist in memory alone, for machines without any: demonstrations and tests. */
export type SimulatedGpio = Gpio & {
  /** Puts a line on or off; nobody hears of one that is not watched. */
  set(pin: number, isOn: boolean): void;
  /** Its driver dies under it. */
  fail(pin: number, message: string): void;
};

/** As a Raspberry Pi has them. */
const LAST_PIN = 27;

export function createSimulatedGpio(): SimulatedGpio {
  const watched = new Map<number, { io: LineIo; fail(error: AppError): void }>();
  return {
    name: "simulated",
    async watch({ pin }, io) {
      if (pin > LAST_PIN) throw noSuchPin(pin);
      if (watched.has(pin)) throw pinInUse(pin);
      if (io.stop.aborted) return;
      await new Promise<void>((resolve, reject) => {
        watched.set(pin, { io, fail: reject });
        io.stop.addEventListener("abort", () => resolve(), { once: true });
        io.onReady();
      }).finally(() => watched.delete(pin));
    },
    set: (pin, isOn) => watched.get(pin)?.io.onLevel(isOn),
    fail: (pin, message) => watched.get(pin)?.fail(driverFailed(message)),
  };
}
