import { isDeepStrictEqual } from "node:util";
import type { ConfigSource, DeviceConfig, SensorConfig, SensorReport } from "@/lib/contracts/device-config";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import type { Gpio } from "@/lib/gpio/gpio";
import type { FileConfig } from "./config-file";
import type { ConfigStore } from "./config-store";
import { isCool } from "./merge";
import type { Triggers } from "./triggers";
import { type LineWatch, watchLine } from "./watch-line";

/** The sensors of this device, each read on its own: one that fails is said, and stops no other. */
export interface Sensors {
  readonly driver: string;
  /** Which configuration holds, who said it, and why a file of the device's own cannot be used. */
  config(): { version: string | null; source: ConfigSource; error: string | null };
  start(): void;
  /** Durable before it takes effect. Throws `conflict` while a file on the device says what its sensors are. */
  set(config: DeviceConfig): void;
  /**
   * So many triggers of a sensor, at once and whatever its pauses are; answers the ids of the events, which are durable
   * then. Throws `forbidden` where sensors are real, `not_found`.
   */
  simulate(name: string, count?: number): string[];
  reports(): SensorReport[];
  stop(): Promise<void>;
}

export type SensorsOptions = {
  gpio: Gpio;
  store: ConfigStore;
  /** What the device's own file says; null without one. */
  file: FileConfig | null;
  triggers: Triggers;
  clock: Clock;
  log: Logger;
  /** Something changed that people see. */
  onChange: () => void;
};

type Entry = { sensor: SensorConfig; watch: LineWatch | null; firedAtMs: number | null; unkept: string | null };

export function createSensors({ gpio, store, file, triggers, clock, log, onChange }: SensorsOptions): Sensors {
  let held = store.load();
  let entries: Entry[] = [];
  let isRunning = false;
  let changing = Promise.resolve();
  const wanted = (): SensorConfig[] => (file ? file.config : held)?.sensors ?? [];

  function press(entry: Entry, atMs: number): void {
    if (!isCool(entry.firedAtMs, atMs, entry.sensor.cooldown_ms)) return;
    try {
      fire(entry, atMs);
    } catch (err) {
      log.error({ err, sensor: entry.sensor.name }, "a trigger could not be kept");
    }
  }

  function fire(entry: Entry, atMs: number): string {
    try {
      const id = triggers.fire(entry.sensor, atMs);
      entry.firedAtMs = atMs;
      entry.unkept = null;
      return id;
    } catch (error) {
      entry.unkept = "Its last trigger could not be kept: the device cannot write to its database. Look at its disk.";
      throw error;
    } finally {
      onChange();
    }
  }

  /** A sensor that stays as it is goes on being read. */
  async function settle(): Promise<void> {
    const next = isRunning ? wanted() : [];
    const kept = entries.filter(({ sensor }) => next.some((other) => isDeepStrictEqual(other, sensor)));
    const gone = entries.filter((entry) => !kept.includes(entry));
    await Promise.all(gone.map(({ watch }) => watch?.stop()));
    entries = next.map((sensor) => kept.find((entry) => isDeepStrictEqual(entry.sensor, sensor)) ?? open(sensor));
    onChange();
  }

  function open(sensor: SensorConfig): Entry {
    const entry: Entry = { sensor, watch: null, firedAtMs: null, unkept: null };
    entry.watch = watchLine({ gpio, sensor, clock, log, onPress: (atMs) => press(entry, atMs), onChange });
    return entry;
  }

  const settleInTurn = (): Promise<void> => (changing = changing.then(settle));

  const toReport = ({ sensor: { name, kind, pin }, watch, firedAtMs, unkept }: Entry): SensorReport => {
    const error = unkept ?? watch?.error() ?? null;
    const firedAt = firedAtMs === null ? null : new Date(clock.now().getTime() - (clock.monotonicMs() - firedAtMs));
    const last_triggered_at = firedAt?.toISOString() ?? null;
    return { name, kind, pin, state: error === null ? "ok" : "error", error, last_triggered_at };
  };

  return {
    driver: gpio.name,
    config: () => {
      const version = (file ? file.config : held)?.version ?? null;
      return { version, source: file ? "file" : held ? "web" : "none", error: file?.error ?? null };
    },
    start() {
      isRunning = true;
      if (file?.error) log.error({ cause: file.error }, "the sensors' file cannot be used");
      void settleInTurn();
    },
    set(config) {
      if (file) throw new AppError("conflict", "A file on this device says what its sensors are. Change them there.");
      store.save(config);
      held = config;
      log.info({ version: config.version, sensors: config.sensors.length }, "sensors set");
      void settleInTurn();
    },
    simulate(name, count = 1) {
      if (gpio.name !== "simulated")
        throw new AppError(
          "forbidden",
          "The sensors of this device are real: press them, or set GPIO_DRIVER=simulated.",
        );
      const entry = entries.find(({ sensor }) => sensor.name === name);
      if (!entry) throw new AppError("not_found", `This device has no sensor called ${name}.`);
      return Array.from({ length: count }, () => fire(entry, clock.monotonicMs()));
    },
    reports: () => entries.map(toReport),
    stop() {
      isRunning = false;
      return settleInTurn();
    },
  };
}
