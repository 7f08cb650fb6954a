import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { validTokenHashes } from "@/lib/auth/device-tokens";
import type { WebConfig } from "@/lib/config/web";
import type { Clock } from "@/lib/core/clock";
import { every } from "@/lib/core/every";
import type { Logger } from "@/lib/core/logger";
import type { Db } from "@/lib/db/client";
import type { Account } from "@/lib/mqtt/acl";
import { readAuthority } from "@/lib/mqtt/authority";
import type { Bus } from "@/lib/mqtt/bus";
import { embeddedBroker } from "@/lib/mqtt/embedded-broker";
import { mqttBus } from "@/lib/mqtt/mqtt-bus";
import { keepBrokerAccounts } from "./broker-accounts";
import { authenticateDevice } from "./device-accounts";
import type { Shutdown } from "./shutdown";

/**
 * Who may be connected is looked at again at each notice of a device, and this often beside: a revoked one loses its live
 * connections within a minute whatever happens (S10), its next login at once.
 */
const RECHECK_MS = 10_000;

type Parts = { config: WebConfig; db: Db; clock: Clock; log: Logger; shutdown: Shutdown };

export type Messaging = {
  bus: Bus;
  /** A device was enrolled, given another token or revoked. */
  accountChanged(deviceId: string): void;
};

/** The broker (its own, unless MQTT_URL names one) and web's connection to it. */
export async function startMessaging(parts: Parts): Promise<Messaging> {
  const { config, log, shutdown } = parts;
  const { accountChanged, ...account } = config.MQTT_URL ? await foreignBroker(parts) : await startOwnBroker(parts);
  // A second web must not evict the first.
  const bus = mqttBus({ ...account, clientId: `${account.username}-${randomUUID().slice(0, 8)}`, log });
  await bus.start();
  shutdown.add("message bus", () => bus.stop());
  return { bus, accountChanged };
}

async function foreignBroker({ config, db, clock, log, shutdown }: Parts) {
  const account = { url: config.MQTT_URL!, username: config.MQTT_USERNAME, password: config.MQTT_PASSWORD ?? "" };
  const ca = config.MQTT_CA_FILE === undefined ? undefined : readAuthority(config.MQTT_CA_FILE);
  const accounts = keepBrokerAccounts({ config, db, clock, log });
  shutdown.add("broker accounts", accounts.stop);
  return { ...account, ca, accountChanged: accounts.changed };
}

async function startOwnBroker({ config, db, clock, log, shutdown }: Parts) {
  const own = { username: config.MQTT_USERNAME, password: randomBytes(32).toString("base64url") };
  const broker = embeddedBroker({
    host: config.MQTT_HOST,
    port: config.MQTT_PORT,
    log,
    async authenticate(username, password): Promise<Account | null> {
      if (username === own.username && isSame(password, own.password)) return { kind: "web" };
      return authenticateDevice(db, username, password, clock.now());
    },
  });
  await broker.start();
  shutdown.add("message broker", () => broker.stop());
  const recheck = async (deviceIds: string[]): Promise<void> => {
    const devices = await db.device.findMany({ where: { id: { in: deviceIds } } });
    for (const id of deviceIds) {
      const device = devices.find((row) => row.id === id);
      broker.disconnect(id, device && validTokenHashes(device, clock.now()));
    }
  };
  const rechecking = every({ name: "check who is connected", periodMs: RECHECK_MS, clock, log }, () =>
    recheck(broker.devices()),
  );
  shutdown.add("revocation", rechecking);
  const accountChanged = (deviceId: string) =>
    void recheck([deviceId]).catch((err: unknown) => log.warn({ err, deviceId }, "an account is looked at later"));
  return { url: `mqtt://${reachable(config.MQTT_HOST)}:${broker.port}`, ...own, accountChanged };
}

/** Where this process itself reaches an address it listens on. */
const reachable = (host: string): string => (host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host);

/** Of equal length whatever was sent, as the comparison demands. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
