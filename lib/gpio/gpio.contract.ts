import { afterEach, expect, it } from "vitest";
import type { Gpio, LineSpec } from "./gpio";

/** A machine whose lines the test moves. */
export type GpioWorld = {
  gpio: Gpio;
  /** Puts a watched line on or off. */
  set(pin: number, isOn: boolean): unknown;
  /** The driver under a watched line dies. */
  kill(pin: number): unknown;
  /** A line that something else holds. */
  busyPin: number;
  absentPin: number;
  close?(): unknown;
};

/** What every Gpio promises; `open` makes a machine. */
export function gpioContract(open: () => GpioWorld | Promise<GpioWorld>) {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function world() {
    const made = await open();
    closing.push(() => made.close?.());
    function watch(change: Partial<LineSpec> = {}) {
      const heard: (boolean | "ready")[] = [];
      const stopping = new AbortController();
      const io = {
        onReady: () => void heard.push("ready"),
        onLevel: (isOn: boolean) => void heard.push(isOn),
        stop: stopping.signal,
      };
      const ended = made.gpio.watch({ pin: 17, pull: "up", active: "low", ...change }, io);
      ended.catch(() => undefined);
      closing.push(() => {
        stopping.abort();
        return ended.catch(() => undefined);
      });
      return { heard, ended, stop: () => stopping.abort() };
    }
    return { ...made, watch };
  }

  it("is ready, then tells each change in order, of this line alone", async () => {
    const { watch, set } = await world();
    const [line, other] = [watch(), watch({ pin: 22, active: "high", pull: "none" })];
    await expect.poll(() => [...line.heard, ...other.heard]).toEqual(["ready", "ready"]);
    for (const isOn of [true, false, true]) await set(17, isOn);
    await set(22, true);
    await expect.poll(() => line.heard).toEqual(["ready", true, false, true]);
    await expect.poll(() => other.heard).toEqual(["ready", true]);
  });

  it("stops when it is told to, says nothing afterwards, and the line is free again", async () => {
    const { watch } = await world();
    const first = watch();
    await expect.poll(() => first.heard).toEqual(["ready"]);
    first.stop();
    await first.ended;
    const second = watch();
    await expect.poll(() => second.heard).toEqual(["ready"]);
    expect(first.heard).toEqual(["ready"]);
  });

  it("can be stopped before it is ready", async () => {
    const { watch } = await world();
    const line = watch();
    line.stop();
    await line.ended;
  });

  it("says what is wrong with a pin, and with a driver that dies", async () => {
    const { watch, kill, busyPin, absentPin } = await world();
    await expect(watch({ pin: absentPin }).ended).rejects.toMatchObject({ code: "unprocessable" });
    await expect(watch({ pin: busyPin }).ended).rejects.toMatchObject({ code: "conflict" });
    const line = watch();
    await expect.poll(() => line.heard).toEqual(["ready"]);
    await kill(17);
    await expect(line.ended).rejects.toMatchObject({ code: "unavailable" });
  });
}
