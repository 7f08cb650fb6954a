import type { SensorConfig } from "@/lib/contracts/device-config";
import { backoffMs } from "@/lib/core/backoff";
import type { Clock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import { CONTACT_OFF, stepContact } from "@/lib/gpio/contact";
import type { Gpio } from "@/lib/gpio/gpio";

const RETRY = { baseMs: 1_000, capMs: 60_000 };

export type LineWatch = {
  /** A sentence for people while the line cannot be read, null while it can. */
  error(): string | null;
  /** Resolves when the line is free. */
  stop(): Promise<void>;
};

export type WatchLineOptions = {
  gpio: Gpio;
  sensor: SensorConfig;
  clock: Clock;
  log: Logger;
  /** The contact closed, as of this moment of the monotonic clock. */
  onPress(atMs: number): void;
  /** The line is read again, or not any more. */
  onChange(): void;
};

/** Reads one sensor's line for ever: a wrong pin, a busy line or a driver that dies is said, and tried again. */
export function watchLine({ gpio, sensor, clock, log, onPress, onChange }: WatchLineOptions): LineWatch {
  const stopping = new AbortController();
  let error: string | null = "It is being set up.";
  let failures = 0;
  const say = (next: string | null, err?: unknown): void => {
    if (stopping.signal.aborted || next === error) return;
    error = next;
    const about = { sensor: sensor.name, pin: sensor.pin, driver: gpio.name };
    if (next === null) log.info(about, "the sensor is read");
    else log.warn({ ...about, err }, "the sensor cannot be read");
    onChange();
  };

  async function attempt(): Promise<void> {
    const contact = debounced(sensor.debounce_ms, clock, onPress);
    try {
      const onReady = () => {
        failures = 0;
        say(null);
      };
      const io = { onReady, onLevel: contact.hear, stop: stopping.signal };
      await gpio.watch({ pin: sensor.pin, pull: sensor.pull, active: sensor.active }, io);
    } finally {
      contact.close();
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await attempt();
      } catch (cause) {
        say(isAppError(cause) ? cause.message : "The driver failed; the device's log says why.", cause);
      }
      const delayMs = RETRY.baseMs / 2 + backoffMs(failures++, RETRY);
      await clock.sleep(delayMs, stopping.signal).catch(() => undefined);
    }
  }

  const ended = run();
  return {
    error: () => error,
    stop() {
      stopping.abort();
      return ended;
    },
  };
}

/** Feeds a contact with levels, and with time when it asks for it. */
function debounced(debounceMs: number, clock: Clock, onPress: (atMs: number) => void) {
  let contact = CONTACT_OFF;
  let timer = new AbortController();
  const hear = (isOn: boolean | null): void => {
    const nowMs = clock.monotonicMs();
    const step = stepContact(contact, isOn, nowMs, debounceMs);
    contact = step.contact;
    timer.abort();
    timer = new AbortController();
    if (step.wakeAtMs !== null)
      clock.sleep(Math.max(0, step.wakeAtMs - nowMs), timer.signal).then(
        () => hear(null),
        () => undefined,
      );
    if (step.pressedAtMs !== null) onPress(step.pressedAtMs);
  };
  return { hear, close: () => timer.abort() };
}
