import { AppError } from "@/lib/core/errors";
import type { Gpio } from "./gpio";

/** A machine without lines. */
export const noGpio: Gpio = {
  name: "none",
  async watch() {
    throw new AppError(
      "unavailable",
      "This machine has no GPIO driver. Install gpiod, or set GPIO_DRIVER to the one it has.",
    );
  },
};
