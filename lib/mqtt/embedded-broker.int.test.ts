import { connect as connectTcp } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MAX_MESSAGE_BYTES } from "@/lib/contracts/mqtt";
import { busOf, connectedBus, silentLog, startEmbedded, type TestBroker } from "./broker.fixture";
import type { Message } from "./bus";
import { embeddedBroker } from "./embedded-broker";
import { closed, hostileClient, publishAnyway } from "./hostile-client.fixture";

let broker: TestBroker;
beforeEach(async () => {
  broker = await startEmbedded();
});
afterEach(() => broker.stop());

describe("client ids", () => {
  test("a device's own ones only, so that none can throw another out", async () => {
    const b = await hostileClient(broker.port, "pi-b", { clientId: "pi-b" });
    for (const clientId of ["pi-b", "pi-a2", "web", ""])
      expect(await hostileClient(broker.port, "pi-a", { clientId })).toBeNull();
    for (const clientId of ["pi-a", "pi-a-preview"])
      expect(await hostileClient(broker.port, "pi-a", { clientId })).not.toBeNull();
    expect(b!.connected).toBe(true);
  });

  test("a device whose name begins another's does not throw it out", async () => {
    const a = await hostileClient(broker.port, "pi-a", { clientId: "pi-a" });
    const pi = await hostileClient(broker.port, "pi", { clientId: "pi-a" });
    expect(pi).not.toBeNull();
    await publishAnyway(a!, "sensors/pi-a/x", "still here");
    expect(a!.connected && pi!.connected).toBe(true);
  });

  test("the same id again replaces the connection before it, as after a half-open one", async () => {
    const first = await hostileClient(broker.port, "pi-a", { clientId: "pi-a" });
    const gone = closed(first!);
    expect(await hostileClient(broker.port, "pi-a", { clientId: "pi-a" })).not.toBeNull();
    await gone;
  });
});

test("a device opens eight connections and no ninth, until one is gone", async () => {
  const open = (n: number) => hostileClient(broker.port, "pi-a", { clientId: `pi-a-${n}` });
  const clients = await Promise.all(Array.from({ length: 12 }, (_, n) => open(n)));
  const admitted = clients.filter((client) => client !== null);
  expect(admitted).toHaveLength(8);
  expect(await hostileClient(broker.port, "pi-b")).not.toBeNull();
  admitted[0]!.end(true);
  await expect.poll(async () => (await open(99)) !== null).toBe(true);
});

test("messages are held to 64 KB, frames to 2 MB; what is larger ends the connection", async () => {
  const web = busOf(broker.port, "web");
  const sizes: number[] = [];
  web.subscribe("#", (message: Message) => sizes.push(message.payload.length));
  await connectedBus(web);
  const sizesOf = async (topic: string, bytes: number) => {
    const client = await hostileClient(broker.port, "pi-a");
    const answer = await publishAnyway(client!, topic, Buffer.alloc(bytes, 1));
    client!.end(true);
    return answer;
  };
  expect(await sizesOf("devices/pi-a/report", MAX_MESSAGE_BYTES)).toBe("acknowledged");
  expect(await sizesOf("preview/pi-a/1/full", 1_500_000)).toBe("acknowledged");
  expect(await sizesOf("devices/pi-a/report", MAX_MESSAGE_BYTES + 1)).toBe("hung up");
  expect(await sizesOf("devices/pi-a/report", 1_000_000)).toBe("hung up");
  expect(await sizesOf("preview/pi-a/1/full", 3_000_000)).toBe("hung up");
  await web.publish("marker", "");
  await expect.poll(() => sizes).toEqual([MAX_MESSAGE_BYTES, 1_500_000, 0]);
  await web.stop();
});

test("a device's events are not retained, whatever it asks for", async () => {
  const client = await hostileClient(broker.port, "pi-a");
  expect(await publishAnyway(client!, "sensors/pi-a/x", "pressed", true)).toBe("acknowledged");
  expect(await publishAnyway(client!, "system/pi-a/status", "online", true)).toBe("acknowledged");
  const web = busOf(broker.port, "web");
  const retained: string[] = [];
  web.subscribe("#", (message) => message.retained && retained.push(message.topic));
  await connectedBus(web);
  await expect.poll(() => retained).toEqual(["system/pi-a/status"]);
  await web.stop();
});

test("disconnect ends every connection of a device and no other's", async () => {
  const [one, two, other] = [
    await hostileClient(broker.port, "pi-a", { clientId: "pi-a" }),
    await hostileClient(broker.port, "pi-a", { clientId: "pi-a-preview" }),
    await hostileClient(broker.port, "pi-b"),
  ];
  broker.embedded!.disconnect("pi-a");
  await Promise.all([closed(one!), closed(two!)]);
  expect(other!.connected).toBe(true);
});

test("while accounts cannot be checked a client is told to come back, not that it is wrong", async () => {
  const failing = embeddedBroker({
    host: "127.0.0.1",
    port: 0,
    authenticate: () => Promise.reject(new Error("the database is away")),
    log: silentLog,
  });
  await failing.start();
  const answer = await connack(failing.port);
  expect([...answer]).toEqual([0x20, 2, 0, 3]);
  await failing.stop();
});

test("a taken port is said in plain words, and stopping leaves nothing listening", async () => {
  const second = embeddedBroker({
    host: "127.0.0.1",
    port: broker.port,
    authenticate: async () => null,
    log: silentLog,
  });
  await expect(second.start()).rejects.toThrow(`Cannot listen for MQTT on 127.0.0.1:${broker.port}`);
  const { port } = broker;
  const bus = await connectedBus(busOf(port, "web"));
  await broker.stop();
  await expect(connack(port)).rejects.toThrow();
  await bus.stop();
});

/** Sends a CONNECT of user "u" with password "p" and returns the bytes of the answer. */
function connack(port: number): Promise<Buffer> {
  const connect = Buffer.from([0x10, 18, 0, 4, ...Buffer.from("MQTT"), 4, 0xc2, 0, 9, 0, 0, 0, 1, 0x75, 0, 1, 0x70]);
  return new Promise((resolve, reject) => {
    const socket = connectTcp(port, "127.0.0.1", () => socket.write(connect));
    socket.once("data", resolve).once("error", reject);
  });
}
