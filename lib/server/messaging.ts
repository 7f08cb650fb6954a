import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import type { WebConfig } from "@/lib/config/web";
import type { Clock } from "@/lib/core/clock";
import { every } from "@/lib/core/every";
import type { Logger } from "@/lib/core/logger";
import type { Db } from "@/lib/db/client";
import type { Account } from "@/lib/mqtt/acl";
import type { Bus } from "@/lib/mqtt/bus";
import { embeddedBroker } from "@/lib/mqtt/embedded-broker";
import { mqttBus } from "@/lib/mqtt/mqtt-bus";
import { authenticateDevice } from "./device-accounts";
import type { Shutdown } from "./shutdown";

/** A revoked device loses its live connections within a minute (S10), its next login at once. */
const REVOKE_MS = 30_000;

type Parts = { config: WebConfig; db: Db; clock: Clock; log: Logger; shutdown: Shutdown };

/** The broker (its own, unless MQTT_URL names one) and web's connection to it. */
export async function startMessaging(parts: Parts): Promise<Bus> {
  const { config, log, shutdown } = parts;
  const account = config.MQTT_URL
    ? { url: config.MQTT_URL, username: config.MQTT_USERNAME, password: config.MQTT_PASSWORD ?? "" }
    : await startOwnBroker(parts);
  // A second web must not evict the first.
  const bus = mqttBus({ ...account, clientId: `${account.username}-${randomUUID().slice(0, 8)}`, log });
  await bus.start();
  shutdown.add("message bus", () => bus.stop());
  return bus;
}

async function startOwnBroker({ config, db, clock, log, shutdown }: Parts) {
  const own = { username: config.MQTT_USERNAME, password: randomBytes(32).toString("base64url") };
  const broker = embeddedBroker({
    host: config.MQTT_HOST,
    port: config.MQTT_PORT,
    log,
    async authenticate(username, password): Promise<Account | null> {
      if (username === own.username && isSame(password, own.password)) return { kind: "web" };
      return authenticateDevice(db, username, password);
    },
  });
  await broker.start();
  shutdown.add("message broker", () => broker.stop());
  const revoking = every({ name: "disconnect revoked devices", periodMs: REVOKE_MS, clock, log }, async () => {
    const revoked = await db.device.findMany({ where: { revokedAt: { not: null } }, select: { id: true } });
    for (const { id } of revoked) broker.disconnect(id);
  });
  shutdown.add("revocation", revoking);
  return { url: `mqtt://${reachable(config.MQTT_HOST)}:${broker.port}`, ...own };
}

/** Where this process itself reaches an address it listens on. */
const reachable = (host: string): string => (host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host);

/** Of equal length whatever was sent, as the comparison demands. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
