import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { chooseGpio } from "./choose-gpio";
import { gpioContract } from "./gpio.contract";
import { noGpio } from "./no-gpio";
import { createOnoffGpio, type OnoffLine, type OpenOnoff } from "./onoff-gpio";
import { createSimulatedGpio } from "./simulated-gpio";
import { sysfsNumber } from "./sysfs-chips";

const dir = mkdtempSync(path.join(tmpdir(), "gpio-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

type Chip = { label: string; base: number; ngpio: number };

/** /sys/class/gpio as a kernel shows it. */
function sysfs(chips: readonly Chip[]): string {
  const root = mkdtempSync(path.join(dir, "sysfs-"));
  writeFileSync(path.join(root, "export"), "");
  for (const { label, base, ngpio } of chips) {
    const folder = path.join(root, `gpiochip${base}`);
    mkdirSync(folder);
    for (const [name, value] of Object.entries({ label, base, ngpio }))
      writeFileSync(path.join(folder, name), `${value}\n`);
  }
  return root;
}

const PI_4 = [
  { label: "raspberrypi-exp-gpio", base: 570, ngpio: 8 },
  { label: "pinctrl-bcm2711", base: 512, ngpio: 58 },
];
const errno = (code: string) => Object.assign(new Error(`${code}: as the kernel says it`), { code });

/** onoff over lines that the test moves; 529 is GPIO17 on this kernel. */
function onoffWorld() {
  const lines = new Map<number, Parameters<OnoffLine["watch"]>[0]>();
  const open: OpenOnoff = (number) => {
    if (number === 512 + 4 || lines.has(number)) throw errno("EBUSY");
    return {
      watch: (callback) => void lines.set(number, callback),
      unexport: () => void lines.delete(number),
    };
  };
  return {
    gpio: createOnoffGpio({ root: sysfs(PI_4), open }),
    set: (pin: number, isOn: boolean) => lines.get(512 + pin)?.(null, isOn ? 1 : 0),
    kill: (pin: number) => lines.get(512 + pin)?.(errno("EIO"), 0),
    ...{ busyPin: 4, absentPin: 60 },
  };
}

describe("onoff", () => gpioContract(onoffWorld));

describe("simulated", () =>
  gpioContract(async () => {
    const gpio = createSimulatedGpio();
    const stopping = new AbortController();
    const io = { onReady() {}, onLevel() {}, stop: stopping.signal };
    const held = gpio.watch({ pin: 4, pull: "up", active: "low" }, io);
    return {
      gpio,
      set: (pin, isOn) => gpio.set(pin, isOn),
      kill: (pin) => gpio.fail(pin, "it was told to"),
      ...{ busyPin: 4, absentPin: 60 },
      close() {
        stopping.abort();
        return held;
      },
    };
  }));

test.each([
  ["a Raspberry Pi 4 of today", PI_4, 529],
  ["one of before Linux 6.6", [{ label: "pinctrl-bcm2711", base: 0, ngpio: 58 }], 17],
  [
    "a Raspberry Pi 5",
    [
      { label: "gpio-brcmstb@107d508500", base: 512, ngpio: 32 },
      { label: "pinctrl-rp1", base: 571, ngpio: 54 },
    ],
    588,
  ],
  [
    "another board",
    [
      { label: "b", base: 96, ngpio: 32 },
      { label: "a", base: 32, ngpio: 64 },
    ],
    49,
  ],
])("GPIO17 on %s", async (_name, chips, number) => {
  expect(await sysfsNumber(17, sysfs(chips))).toBe(number);
});

test("a pin past the last, and a machine without chips", async () => {
  await expect(sysfsNumber(58, sysfs(PI_4))).rejects.toMatchObject({ code: "unprocessable" });
  await expect(sysfsNumber(1, path.join(dir, "nowhere"))).rejects.toMatchObject({ code: "unavailable" });
});

test("what may not be opened is said as such", async () => {
  const refuse = (code: string) =>
    createOnoffGpio({
      root: sysfs(PI_4),
      open: () => {
        throw errno(code);
      },
    }).watch(
      { pin: 17, pull: "up", active: "low" },
      { onReady() {}, onLevel() {}, stop: new AbortController().signal },
    );
  await expect(refuse("EACCES")).rejects.toThrow(/group gpio/);
  await expect(refuse("EINVAL")).rejects.toMatchObject({ code: "unprocessable" });
  await expect(refuse("EIO")).rejects.toMatchObject({ code: "unavailable" });
});

test("unasked it takes what the machine has, and never a simulation", async () => {
  const name = async (...args: Parameters<typeof chooseGpio>) => (await chooseGpio(...args)).name;
  const without = { sysfsRoot: path.join(dir, "nowhere"), gpiomon: path.join(dir, "no-gpiomon") };
  expect(await name(undefined, { ...without, sysfsRoot: sysfs([]) })).toBe("onoff");
  expect(await name(undefined, { ...without, gpiomon: "/bin/true" })).toBe("libgpiod");
  expect(await name(undefined, without)).toBe("none");
  expect(await name("simulated", without)).toBe("simulated");
  const io = { onReady() {}, onLevel() {}, stop: new AbortController().signal };
  await expect(noGpio.watch({ pin: 17, pull: "up", active: "low" }, io)).rejects.toMatchObject({ code: "unavailable" });
});
