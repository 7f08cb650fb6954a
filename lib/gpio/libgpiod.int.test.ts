import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { gpioContract } from "./gpio.contract";
import { createLibgpiodGpio } from "./libgpiod-gpio";

const CHIPS = "gpiochip0 [raspberrypi-exp-gpio] (8 lines)\ngpiochip4 [pinctrl-rp1] (54 lines)\n";

/** Stand-ins that take the arguments of each version and speak its words; a line is a pipe the test writes to. */
function install(version: "v1.6.3" | "v2.2.1") {
  const dir = mkdtempSync(path.join(tmpdir(), "gpiod-"));
  const script = (name: string, text: string) => {
    const file = path.join(dir, name);
    writeFileSync(file, `#!/bin/sh\n${text}`);
    chmodSync(file, 0o755);
    return file;
  };
  const pipe = (pin: number) => path.join(dir, `line-${pin}`);
  for (const pin of [17, 22]) execFileSync("mkfifo", [pipe(pin)]);
  const isNew = version === "v2.2.1";
  const gpiodetect = script("gpiodetect", `printf '${CHIPS}'\n`);
  const gpiomon = script(
    "gpiomon",
    `if [ "$1" = --version ]; then echo "gpiomon (libgpiod) ${version}"; exit 0; fi
echo "$*" >> ${dir}/args
for pin; do :; done
if [ "$pin" = 4 ]; then echo "gpiomon: unable to request lines on chip gpiochip4: Device or resource busy" >&2; exit 1; fi
${isNew ? `echo "Monitoring line '$pin'..."` : ""}
echo $$ > ${dir}/pid-$pin
exec cat <> ${dir}/line-$pin
`,
  );
  const word = isNew ? { true: "rising", false: "falling" } : { true: "1", false: "0" };
  return {
    gpio: createLibgpiodGpio({ gpiomon, gpiodetect }),
    set: (pin: number, isOn: boolean) => appendFile(pipe(pin), `${word[`${isOn}`]}\n`),
    kill: (pin: number) => process.kill(Number(readFileSync(path.join(dir, `pid-${pin}`), "utf8")), "SIGKILL"),
    ...{ busyPin: 4, absentPin: 54 },
    close: () => rmSync(dir, { recursive: true, force: true }),
    args: () => readFileSync(path.join(dir, "args"), "utf8").trim(),
  };
}

describe("libgpiod 1", () => gpioContract(() => install("v1.6.3")));
describe("libgpiod 2", () => gpioContract(() => install("v2.2.1")));

test.each([
  ["v1.6.3", "--line-buffered --format=%e --bias=pull-up --active-low gpiochip4 17"],
  ["v2.2.1", "--banner --format=%E --edges=both --bias=pull-up --active-low --chip=gpiochip4 17"],
] as const)("%s is asked in its own words", async (version, args) => {
  const { gpio, ...world } = install(version);
  const stopping = new AbortController();
  let isReady = false;
  const onReady = () => {
    isReady = true;
  };
  const io = { onReady, onLevel() {}, stop: stopping.signal };
  const ended = gpio.watch({ pin: 17, pull: "up", active: "low" }, io);
  await expect.poll(() => isReady).toBe(true);
  expect(world.args()).toBe(args);
  stopping.abort();
  await ended;
  world.close();
});

test("without gpiomon it says what to install", async () => {
  const gpio = createLibgpiodGpio({ gpiomon: "/nowhere/gpiomon", gpiodetect: "/nowhere/gpiodetect" });
  const io = { onReady() {}, onLevel() {}, stop: new AbortController().signal };
  await expect(gpio.watch({ pin: 17, pull: "up", active: "low" }, io)).rejects.toThrow(/Install gpiod/);
});
