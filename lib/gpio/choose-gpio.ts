import { access } from "node:fs/promises";
import path from "node:path";
import { runProcess } from "@/lib/process/node-process-runner";
import { runToEnd } from "@/lib/process/run-to-end";
import type { Gpio, GpioDriverName } from "./gpio";
import { createLibgpiodGpio } from "./libgpiod-gpio";
import { noGpio } from "./no-gpio";
import { createOnoffGpio } from "./onoff-gpio";
import { createSimulatedGpio } from "./simulated-gpio";
import { SYSFS_GPIO } from "./sysfs-chips";

const MAKE: Record<GpioDriverName, () => Gpio> = {
  onoff: () => createOnoffGpio(),
  libgpiod: () => createLibgpiodGpio(),
  simulated: createSimulatedGpio,
  none: () => noGpio,
};

export type ChooseOptions = { sysfsRoot?: string; gpiomon?: string };

/** The driver that was asked for; else onoff where sysfs has GPIO, libgpiod where gpiomon runs, or none. Never simulated. */
export async function chooseGpio(wanted: GpioDriverName | undefined, options: ChooseOptions = {}): Promise<Gpio> {
  return MAKE[wanted ?? (await findDriver(options))]();
}

async function findDriver({ sysfsRoot = SYSFS_GPIO, gpiomon = "gpiomon" }: ChooseOptions): Promise<GpioDriverName> {
  const hasSysfs = await access(path.join(sysfsRoot, "export")).then(
    () => true,
    () => false,
  );
  if (hasSysfs) return "onoff";
  const hasGpiomon = await runToEnd(runProcess, { command: gpiomon, args: ["--version"] }, { deadlineMs: 5_000 }).then(
    ({ code }) => code === 0,
    () => false,
  );
  return hasGpiomon ? "libgpiod" : "none";
}
