import { createLogger } from "@/lib/core/logger";
import type { Account } from "./acl";
import type { Bus } from "./bus";
import { type EmbeddedBroker, embeddedBroker } from "./embedded-broker";
import { startMosquitto } from "./mosquitto.fixture";
import { mqttBus } from "./mqtt-bus";

export const silentLog = createLogger("test", "silent");

/** The accounts of every broker under test. */
export const PASSWORDS = {
  web: "web-password",
  "pi-a": "password-of-a",
  "pi-b": "password-of-b",
  pi: "password-of-pi",
};
export type Username = keyof typeof PASSWORDS;

export type TestBroker = {
  port: number;
  embedded: EmbeddedBroker | null;
  stop(): Promise<void>;
};

export async function startEmbedded(port = 0): Promise<TestBroker> {
  const embedded = embeddedBroker({ host: "127.0.0.1", port, authenticate: checkPassword, log: silentLog });
  await embedded.start();
  return { port: embedded.port, embedded, stop: () => embedded.stop() };
}

export async function startRealMosquitto(port?: number): Promise<TestBroker> {
  const mosquitto = await startMosquitto({ accounts: PASSWORDS, port });
  return { port: mosquitto.port, embedded: null, stop: () => mosquitto.stop() };
}

export const BROKERS = [
  ["embedded broker", startEmbedded],
  ["mosquitto", startRealMosquitto],
] as const;

let opened = 0;
/** A bus of one of the accounts; devices get a client id of their own, so that several may be open. */
export const busOf = (port: number, username: Username, options: Partial<Parameters<typeof mqttBus>[0]> = {}): Bus =>
  mqttBus({
    url: `mqtt://127.0.0.1:${port}`,
    username,
    password: PASSWORDS[username],
    clientId: `${username}-${++opened}`,
    log: silentLog,
    ...options,
  });

async function checkPassword(username: string, password: string): Promise<Account | null> {
  if (!Object.hasOwn(PASSWORDS, username) || PASSWORDS[username as Username] !== password) return null;
  return username === "web" ? { kind: "web" } : { kind: "device", id: username };
}

/** Starts a bus and waits for its link. Throws after ten seconds without one. */
export const connectedBus = async (bus: Bus): Promise<Bus> => {
  const connected = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the bus never connected")), 10_000);
    bus.onConnect(() => {
      clearTimeout(timer);
      resolve();
    });
  });
  await bus.start();
  if (!bus.connected) await connected;
  return bus;
};
