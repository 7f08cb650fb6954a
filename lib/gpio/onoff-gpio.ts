import type { AppError } from "@/lib/core/errors";
import type { Gpio } from "./gpio";
import { driverFailed, noSuchPin, notAllowed, pinInUse } from "./refusals";
import { SYSFS_GPIO, sysfsNumber } from "./sysfs-chips";

/** What is used of onoff's Gpio. */
export type OnoffLine = {
  watch(callback: (error: Error | null | undefined, value: 0 | 1) => void): void;
  unexport(): void;
};
export type OpenOnoff = (number: number, isActiveLow: boolean) => OnoffLine | Promise<OnoffLine>;

/** Loaded where it is used: it has a native part, which machines without GPIO need not have. */
const openOnoff: OpenOnoff = async (number, activeLow) => {
  const { Gpio: Line } = await import("onoff");
  return new Line(number, "in", "both", { activeLow });
};

/**
 * Lines by way of sysfs, which cannot set the resistor: that is said in the device tree (`gpio=17=pu` in a Raspberry Pi's
 * config.txt). `root` and `open` are others in tests alone.
 */
export function createOnoffGpio({ root = SYSFS_GPIO, open = openOnoff } = {}): Gpio {
  return {
    name: "onoff",
    async watch({ pin, active }, { onReady, onLevel, stop }) {
      const number = await sysfsNumber(pin, root);
      if (stop.aborted) return;
      const line = await Promise.resolve()
        .then(() => open(number, active === "low"))
        .catch((error: unknown) => {
          throw toRefusal(pin, error);
        });
      try {
        onReady();
        await new Promise<void>((resolve, reject) => {
          stop.addEventListener("abort", () => resolve(), { once: true });
          if (stop.aborted) return resolve();
          line.watch((error, value) => {
            if (error) reject(driverFailed(error.message, error));
            else if (!stop.aborted) onLevel(value === 1);
          });
        });
      } finally {
        line.unexport();
      }
    },
  };
}

function toRefusal(pin: number, error: unknown): AppError {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EBUSY") return pinInUse(pin, error);
  if (code === "EINVAL") return noSuchPin(pin, error);
  if (code === "EACCES" || code === "EPERM") return notAllowed(error);
  return driverFailed(error instanceof Error ? error.message : String(error), error);
}
