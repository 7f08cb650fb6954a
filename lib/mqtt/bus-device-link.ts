import { DeviceStatus } from "@/lib/contracts/mqtt";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Service } from "@/lib/core/lifecycle";
import type { Logger } from "@/lib/core/logger";
import type { Bus, Message } from "./bus";
import { CommandCalls } from "./command-calls";
import type { DeviceLink, Presence } from "./device-link";
import { PresenceBook } from "./presence-book";
import { Callbacks } from "./subscriptions";
import { deviceOf, WEB_FILTERS } from "./topics";

export type BusDeviceLink = DeviceLink &
  Service & {
    /** Called when a device comes or goes. Returns how to stop. */
    onPresence(callback: (deviceId: string, presence: Presence) => void): () => void;
    /** Called with every status heard, the retained ones at a connection included. */
    onStatus(callback: (deviceId: string, status: DeviceStatus, presence: Presence) => void): () => void;
  };

const CHECK_EVERY_MS = 250;
/** A check later than this says that this process stood still, not that the devices were silent. */
const STALL_MS = 1_000;

/** The device link over a bus. `start` listens; the bus is started and stopped by whoever made it. */
export function createDeviceLink({ bus, clock, log }: { bus: Bus; clock: Clock; log: Logger }): BusDeviceLink {
  const presences = new Callbacks<[string, Presence]>(log);
  const statuses = new Callbacks<[string, DeviceStatus, Presence]>(log);
  const calls = new CommandCalls({ bus, clock, log });
  const book = new PresenceBook((deviceId, presence) => {
    log.info({ deviceId, lastSeenAt: presence.lastSeenAt }, presence.online ? "device online" : "device offline");
    // A device that just came (back) may have missed what was sent to it.
    if (presence.online) calls.resend(deviceId);
    presences.call(deviceId, presence);
  });
  const moment = () => ({ now: clock.now(), nowMs: clock.monotonicMs() });
  let stops: (() => void)[] = [];

  function heardStatus({ topic, payload, retained }: Message): void {
    const deviceId = deviceOf(topic);
    // An empty retained message clears the one before; it says nothing.
    if (!deviceId || payload.length === 0) return;
    const status = parseStatus(payload);
    if (!status) {
      log.warn({ deviceId }, "a status could not be understood");
      return;
    }
    book.heardStatus(deviceId, status, retained, moment());
    statuses.call(deviceId, status, book.presence(deviceId));
  }

  const fromDevice = (handle: (deviceId: string, message: Message) => void) => (message: Message) => {
    const deviceId = deviceOf(message.topic);
    if (deviceId) handle(deviceId, message);
  };

  async function checkForEver(signal: AbortSignal): Promise<void> {
    let beforeMs = clock.monotonicMs();
    while (!signal.aborted) {
      await clock.sleep(CHECK_EVERY_MS, signal).catch(() => undefined);
      const nowMs = clock.monotonicMs();
      const stallMs = nowMs - beforeMs - CHECK_EVERY_MS;
      if (stallMs > STALL_MS) book.forgive(stallMs);
      book.check(nowMs);
      beforeMs = nowMs;
    }
  }

  return {
    async start() {
      if (stops.length > 0) return;
      const abort = new AbortController();
      stops = [
        () => abort.abort(),
        bus.onConnect(() => {
          book.linkBack(clock.monotonicMs());
          calls.resend();
        }),
        bus.onDisconnect(() => book.linkLost(clock.monotonicMs())),
        bus.subscribe(WEB_FILTERS.status, heardStatus),
        bus.subscribe(
          WEB_FILTERS.alive,
          fromDevice((deviceId) => book.heardAlive(deviceId, moment())),
          { qos: 0 },
        ),
        bus.subscribe(
          WEB_FILTERS.replies,
          fromDevice((deviceId, { payload }) => calls.heardReply(deviceId, payload)),
        ),
      ];
      if (bus.connected) book.linkBack(clock.monotonicMs());
      void checkForEver(abort.signal);
    },
    async stop() {
      for (const stop of stops.splice(0)) stop();
      calls.failAll(new AppError("unavailable", "The server is shutting down. Try again in a moment."));
    },
    async command(deviceId, name, args) {
      if (!bus.connected)
        throw new AppError(
          "unavailable",
          "The message broker cannot be reached, so no device can be asked. Try again.",
        );
      const presence = book.presence(deviceId);
      if (!presence.online) throw offline(deviceId, presence);
      return calls.call(deviceId, name, args);
    },
    presence: (deviceId) => book.presence(deviceId),
    onPresence: (callback) => presences.add(callback),
    onStatus: (callback) => statuses.add(callback),
  };
}

function parseStatus(payload: Buffer): DeviceStatus | null {
  try {
    return DeviceStatus.parse(JSON.parse(payload.toString()));
  } catch {
    return null;
  }
}

const offline = (deviceId: string, { lastSeenAt }: Presence): AppError =>
  new AppError(
    "unavailable",
    lastSeenAt
      ? `Device "${deviceId}" is offline, last seen ${lastSeenAt.toISOString()}. Check its power and network.`
      : `Device "${deviceId}" is offline and has not been seen yet. Check its power, network and token.`,
    { details: { last_seen_at: lastSeenAt?.toISOString() ?? null } },
  );
