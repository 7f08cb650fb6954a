import type { DeviceStatus } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import { every } from "@/lib/core/every";
import type { Logger } from "@/lib/core/logger";
import type { Bus } from "@/lib/mqtt/bus";
import { topics } from "@/lib/mqtt/topics";

const EVERY_MS = 10_000;
/** Cameras that change together, for instance because their switch did, are told together. */
const AFTER_CHANGE_MS = 250;

/** The device's retained status: at connect, every 10 s and 250 ms after something changed. */
export interface StatusTeller {
  start(): void;
  /** Something changed that people see. */
  changed(): void;
  /** Says goodbye: a broker sends the will only for a connection that broke. */
  stop(): Promise<void>;
}

export type StatusTellerOptions = {
  bus: Bus;
  deviceId: string;
  clock: Clock;
  log: Logger;
  read(): Promise<DeviceStatus>;
};

export function createStatusTeller({ bus, deviceId, clock, log, read }: StatusTellerOptions): StatusTeller {
  const topic = topics.status(deviceId);
  const stopping = new AbortController();
  let isPending = false;
  let stops: (() => void)[] = [];

  async function tell(): Promise<void> {
    if (!bus.connected || stopping.signal.aborted) return;
    try {
      const status = await read();
      // Read takes a moment: an "online" after the goodbye would stay for ever.
      if (!stopping.signal.aborted) await bus.publish(topic, JSON.stringify(status), { retain: true });
    } catch (err) {
      log.warn({ err }, "the status could not be told");
    }
  }

  async function tellSoon(): Promise<void> {
    if (isPending) return;
    isPending = true;
    await clock.sleep(AFTER_CHANGE_MS, stopping.signal).catch(() => undefined);
    isPending = false;
    await tell();
  }

  return {
    start() {
      stops = [bus.onConnect(() => void tell()), every({ name: "status", periodMs: EVERY_MS, clock, log }, tell)];
    },
    changed: () => void tellSoon(),
    async stop() {
      stopping.abort(new Error("the program stops"));
      for (const stop of stops.splice(0)) stop();
      if (!bus.connected) return;
      await bus.publish(topic, offlineStatus(clock), { retain: true }).catch(() => undefined);
    },
  };
}

/** What the broker says of a device whose connection broke; also its own goodbye. */
export const offlineStatus = (clock: Clock): string =>
  JSON.stringify({ status: "offline", at: clock.now().toISOString() });
