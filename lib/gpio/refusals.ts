import { AppError } from "@/lib/core/errors";

/** What stands in the way of a line, in sentences for people. */
export const noSuchPin = (pin: number, cause?: unknown): AppError =>
  new AppError("unprocessable", `This machine has no GPIO pin ${pin}. Correct the pin of the sensor.`, { cause });

export const pinInUse = (pin: number, cause?: unknown): AppError =>
  new AppError(
    "conflict",
    `Pin ${pin} is in use by another program or driver. Free it, or wire the sensor to another.`,
    {
      cause,
    },
  );

export const notAllowed = (cause?: unknown): AppError =>
  new AppError("unavailable", "This program may not use GPIO. Put its user into the group gpio.", { cause });

export const driverFailed = (said: string, cause?: unknown): AppError =>
  new AppError("unavailable", `The GPIO driver failed: ${said}`.slice(0, 300), { cause });
