import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { headerChip } from "./chip-label";
import { driverFailed, noSuchPin } from "./refusals";

export const SYSFS_GPIO = "/sys/class/gpio";

/**
 * The number sysfs has for a pin. Since Linux 6.6 a chip's lines begin at a base that is not 0 (512 on a Raspberry Pi), and
 * that may change at any start. Throws `unprocessable` for a pin the chip does not have.
 */
export async function sysfsNumber(pin: number, root = SYSFS_GPIO): Promise<number> {
  const names = (await readdir(root).catch(() => [])).filter((name) => name.startsWith("gpiochip"));
  const chips = await Promise.all(names.map((name) => readChip(path.join(root, name))));
  const chip = headerChip(chips.toSorted((a, b) => a.base - b.base));
  if (!chip) throw driverFailed(`there is no chip in ${root}.`);
  if (pin >= chip.lines) throw noSuchPin(pin);
  return chip.base + pin;
}

async function readChip(folder: string) {
  const read = async (name: string) => (await readFile(path.join(folder, name), "utf8").catch(() => "")).trim();
  const [label, base, lines] = await Promise.all([read("label"), read("base"), read("ngpio")]);
  return { label, base: Number(base), lines: Number(lines) };
}
