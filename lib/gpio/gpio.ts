/** `pin` as the processor numbers its lines (BCM on a Raspberry Pi). `active`: the level that counts as on. */
export type LineSpec = { pin: number; pull: "up" | "down" | "none"; active: "low" | "high" };

export type LineIo = {
  /** The line is ours, and its changes will be told. Called once, before the first `onLevel`. */
  onReady(): void;
  /** Every change, on or off; the same level may be told twice. */
  onLevel(isOn: boolean): void;
  /** Ends it. */
  stop: AbortSignal;
};

/** The input lines of this machine. */
export interface Gpio {
  readonly name: GpioDriverName;
  /**
   * One honest attempt: tells the changes of a line until `stop` fires, then resolves, and the line is free again. Rejects
   * with an AppError whose sentence says what to do: `unprocessable` for a pin this machine does not have, `conflict` for
   * one that something else uses, `unavailable` when the driver is not there or ended. Nothing is told after it settled.
   */
  watch(line: LineSpec, io: LineIo): Promise<void>;
}

export const GPIO_DRIVERS = ["onoff", "libgpiod", "simulated", "none"] as const;
export type GpioDriverName = (typeof GPIO_DRIVERS)[number];
