import type { Clock } from "@/lib/core/clock";
import { every } from "@/lib/core/every";
import type { Service } from "@/lib/core/lifecycle";
import type { Logger } from "@/lib/core/logger";
import type { Ctx } from "@/lib/domain/context";
import { onDeviceOnline } from "@/lib/domain/devices/on-online";
import { saveStatus } from "@/lib/domain/devices/save-status";
import type { BusDeviceLink } from "@/lib/mqtt/bus-device-link";

/** How often rows are held against what is known here: repairs what Postgres missed, and what changed while web was away. */
const COMPARE_MS = 10_000;

type Options = {
  link: Pick<BusDeviceLink, "onPresence" | "onStatus">;
  context: () => Ctx;
  clock: Clock;
  log: Logger;
};

/** Keeps the rows of devices equal to who is there, and greets each device that came. One device never waits for another. */
export function createPresenceKeeper({ link, context, clock, log }: Options): Service {
  const stopping = new AbortController();
  const greeted = new Set<string>();
  const working = new Map<string, { again: boolean }>();
  let stopListening: (() => void)[] = [];

  const keep = async (deviceId: string): Promise<void> => {
    const ctx = context();
    const presence = ctx.devices.presence(deviceId);
    await saveStatus(ctx, deviceId, presence);
    if (!presence.online) greeted.delete(deviceId);
    if (!presence.online || greeted.has(deviceId)) return;
    greeted.add(deviceId);
    // Not awaited: what is said to the device takes seconds, and a goodbye meanwhile must be seen at once.
    onDeviceOnline(ctx, deviceId).catch((err: unknown) => {
      greeted.delete(deviceId);
      log.warn({ err, deviceId }, "a device could not be told what it missed; it is tried again");
    });
  };

  /** One at a time per device; what arrives meanwhile is looked at once more at the end. */
  const look = async (deviceId: string): Promise<void> => {
    const running = working.get(deviceId);
    if (running) {
      running.again = true;
      return;
    }
    const turn = { again: true };
    working.set(deviceId, turn);
    while (turn.again && !stopping.signal.aborted) {
      turn.again = false;
      await keep(deviceId).catch((err: unknown) => {
        log.warn({ err, deviceId }, "a device's state could not be saved; it is tried again");
      });
    }
    working.delete(deviceId);
  };

  const compare = async (): Promise<void> => {
    const ctx = context();
    const rows = await ctx.db.device.findMany({ select: { id: true, isOnline: true } });
    for (const { id, isOnline } of rows) {
      const { online } = ctx.devices.presence(id);
      if (online !== isOnline || (online && !greeted.has(id))) void look(id);
    }
  };

  return {
    async start() {
      const lookAt = (deviceId: string) => void look(deviceId);
      const comparing = every({ name: "compare devices", periodMs: COMPARE_MS, clock, log }, compare);
      stopListening = [link.onPresence(lookAt), link.onStatus(lookAt), comparing];
    },
    async stop() {
      for (const stop of stopListening) stop();
      stopping.abort();
    },
  };
}
