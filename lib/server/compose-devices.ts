import type { WebConfig } from "@/lib/config/web";
import type { Clock } from "@/lib/core/clock";
import { every } from "@/lib/core/every";
import type { Service } from "@/lib/core/lifecycle";
import type { Logger } from "@/lib/core/logger";
import type { Db } from "@/lib/db/client";
import { runScheduledCleanup } from "@/lib/domain/storage/scheduled-cleanup";
import { NewestPictures } from "@/lib/media/event-pictures";
import { createFrameHub } from "@/lib/media/frame-hub";
import type { FrameHub } from "@/lib/media/frames";
import { createLiveHub } from "@/lib/media/live/hub";
import type { Bus } from "@/lib/mqtt/bus";
import { createDeviceLink } from "@/lib/mqtt/bus-device-link";
import { keepConditions } from "./condition-keeper";
import { contextFactory, type MakeContext } from "./domain-context";
import { createIngest } from "./ingest";
import { type Messaging, startMessaging } from "./messaging";
import { createPresenceKeeper } from "./presence-keeper";
import { keepPush } from "./push-keeper";
import { keepSchedule } from "./schedule-keeper";
import type { Shutdown } from "./shutdown";
import { keepWebhooks } from "./webhook-keeper";

const CLEANUP_MS = 10 * 60_000;
/** What a receiver takes longer for is sent again by the next program. */
const WEBHOOK_DRAIN_MS = 2_000;

export type Parts = {
  config: WebConfig;
  storageId: string;
  clock: Clock;
  log: Logger;
  db: Db;
  folder: string;
  shutdown: Shutdown;
};
export type DeviceSide = {
  bus: Bus;
  frames: FrameHub;
  eventPictures: NewestPictures;
  context: MakeContext;
  accountChanged: Messaging["accountChanged"];
};

/** The side that faces the devices: broker, commands, reports, live pictures, and what happens without anybody asking. */
export async function startDevices(parts: Parts): Promise<DeviceSide> {
  const { clock, log, shutdown } = parts;
  const start = async (name: string, service: Service) => {
    await service.start();
    shutdown.add(name, () => service.stop());
  };
  const { bus, accountChanged } = await startMessaging(parts);
  const devices = createDeviceLink({ bus, clock, log });
  await start("device link", devices);
  const frames = createFrameHub({ bus, devices, clock, log });
  shutdown.add("live pictures", () => frames.stop());
  const live = createLiveHub({ bus, devices, clock, log });
  shutdown.add("live streams", () => live.stop());

  const eventPictures = new NewestPictures();
  const context = contextFactory({ ...parts, devices, frames, live, eventPictures });
  const as = (name: string) => () => context({ kind: "system", name });
  await start("ingest", createIngest({ bus, context: as("ingest"), log }));
  await start("presence", createPresenceKeeper({ link: devices, context: as("presence"), clock, log }));
  shutdown.add("schedule", keepSchedule({ context: as("schedule"), clock, log }));
  shutdown.add("conditions", keepConditions({ context: as("conditions"), clock, log }));
  shutdown.add("webhooks", keepWebhooks({ context: as("webhooks"), clock, log }), WEBHOOK_DRAIN_MS);
  shutdown.add("push", keepPush({ context: as("push"), clock, log }));
  const cleanUp = () => runScheduledCleanup(as("cleanup")());
  shutdown.add("cleanup", every({ name: "cleanup", periodMs: CLEANUP_MS, clock, log }, cleanUp));
  return { bus, frames, eventPictures, context, accountChanged };
}
