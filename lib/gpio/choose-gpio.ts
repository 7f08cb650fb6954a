import type { Gpio, GpioDriverName } from "./gpio";
import { noGpio } from "./no-gpio";
import { createSimulatedGpio } from "./simulated-gpio";

/** The driver that was asked for. */
export function chooseGpio(wanted: GpioDriverName | undefined): Gpio {
  return wanted === "simulated" ? createSimulatedGpio() : noGpio;
}
