import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { BROKERS, busOf, connectedBus, type TestBroker } from "./broker.fixture";
import type { Bus, Message } from "./bus";
import { closed, hostileClient, publishAnyway } from "./hostile-client.fixture";

const TOPICS_OF_B = [
  "sensors/pi-b/button/pressed",
  "sensors/pi-b/photo/motion",
  "video/pi-b/captured",
  "devices/pi-b/report",
  "devices/pi-b/replies",
  "devices/pi-b/commands",
  "devices/pi-b/acks",
  "system/pi-b/status",
  "system/pi-b/alive",
  "preview/pi-b/7/tile",
];
/** Ways to write that reach further than they look. */
const TRICKS = [
  "preview/pi-b/7/poster",
  "preview/pi-b/7/hls",
  "sensors/pi-b",
  "sensors/pi-b/noticed",
  "system/pi-b",
  "/sensors/pi-b/button/pressed",
  "sensors//pi-b/button/pressed",
  "SENSORS/pi-b/button/pressed",
  "$share/g/sensors/pi-b/button/pressed",
];
const NOBODYS_TOPICS = ["devices/pi-a/commands", "devices/pi-a/acks", "elsewhere", "$SYS/broker/version"];

describe.each(BROKERS)("device A against device B on %s", (_, startBroker) => {
  let broker: TestBroker;
  let web: Bus;
  let heard: Message[] = [];
  beforeAll(async () => {
    broker = await startBroker();
    web = busOf(broker.port, "web");
    web.subscribe("#", (message) => heard.push(message));
    await connectedBus(web);
  });
  afterEach(() => {
    heard = [];
  });
  afterAll(async () => {
    await web?.stop();
    await broker?.stop();
  });

  /** Comes back as the last message: whatever was sent before it would have been heard by then. */
  const settle = async () => {
    await web.publish("marker", "end");
    await expect.poll(() => heard.at(-1)?.topic).toBe("marker");
    return heard.filter((message) => message.topic !== "marker").map((message) => message.topic);
  };

  test.each([...TOPICS_OF_B, ...TRICKS, ...NOBODYS_TOPICS])(
    "publish on %s, plain and retained, reaches nobody",
    async (topic) => {
      for (const retain of [false, true]) {
        const client = await hostileClient(broker.port, "pi-a");
        await publishAnyway(client!, topic, "forged", retain);
        client!.end(true);
      }
      expect(await settle()).toEqual([]);
      const later: Message[] = [];
      const reader = busOf(broker.port, "web");
      // What is kept under a name of the broker's own cannot be asked for, and so is told to nobody.
      reader.subscribe(topic.startsWith("$") ? "broker/#" : topic, (message) => later.push(message));
      reader.subscribe("marker", (message) => later.push(message));
      await connectedBus(reader);
      await web.publish("marker", "end");
      await expect.poll(() => later.map((message) => message.topic)).toEqual(["marker"]);
      await reader.stop();
    },
  );

  test.each([
    ...TOPICS_OF_B,
    "#",
    "devices/#",
    "devices/+/commands",
    "devices/+/acks",
    "+/pi-b/#",
    "devices/pi-a/#",
    "devices/pi-a/+",
    "preview/+/+/poster",
    "system/+/status",
    "+/+/+",
    "$share/g/devices/pi-b/commands",
    "$share/g/devices/+/commands",
    "$share/g/#",
    "$SYS/#",
  ])("subscribe to %s hears nothing of B", async (filter) => {
    const client = await hostileClient(broker.port, "pi-a");
    const overheard: string[] = [];
    client!.on("message", (topic) => overheard.push(topic));
    await client!.subscribeAsync(filter, { qos: 1 }).catch(() => undefined);
    await client!.subscribeAsync("devices/pi-a/commands", { qos: 1 });
    const b = await connectedBus(busOf(broker.port, "pi-b"));
    for (const topic of ["devices/pi-b/commands", "devices/pi-b/acks"]) await web.publish(topic, "for b");
    for (const topic of TOPICS_OF_B.filter((t) => !/commands|acks/.test(t))) await b.publish(topic, "of b");
    await web.publish("devices/pi-a/commands", "for a");
    await expect.poll(() => overheard.at(-1)).toBe("devices/pi-a/commands");
    expect(new Set(overheard)).toEqual(new Set(["devices/pi-a/commands"]));
    client!.end(true);
    await b.stop();
  });

  test.each(
    [...TOPICS_OF_B, ...TRICKS, ...NOBODYS_TOPICS].flatMap((topic) => [
      [topic, true] as const,
      [topic, false] as const,
    ]),
  )("a will on %s (retained: %s) is never sent", async (topic, retain) => {
    const will = { topic, payload: Buffer.from("forged"), qos: 1 as const, retain };
    const client = await hostileClient(broker.port, "pi-a", { will });
    client?.stream.destroy();
    if (client) await closed(client);
    expect(await settle()).toEqual([]);
  });

  test("its own things do pass (the control of all the above)", async () => {
    const will = { topic: "system/pi-a/status", payload: Buffer.from("gone"), qos: 1 as const, retain: true };
    const client = await hostileClient(broker.port, "pi-a", { will });
    expect(await publishAnyway(client!, "sensors/pi-a/button/pressed", "pressed")).toBe("acknowledged");
    client!.stream.destroy();
    await expect
      .poll(() => heard.map((m) => `${m.topic} ${m.payload}`))
      .toEqual(["sensors/pi-a/button/pressed pressed", "system/pi-a/status gone"]);
  });

  test("under the client ids of B, A still is A", async () => {
    const b = await connectedBus(busOf(broker.port, "pi-b", { clientId: "pi-b-beside" }));
    for (const clientId of ["pi-b", "pi-b-preview"]) {
      const client = await hostileClient(broker.port, "pi-a", { clientId });
      const overheard: string[] = [];
      client?.on("message", (topic) => overheard.push(topic));
      await client?.subscribeAsync("devices/pi-b/commands", { qos: 1 }).catch(() => undefined);
      if (client) await publishAnyway(client, "preview/pi-b/7/tile", "forged");
      await web.publish("devices/pi-b/commands", "for b");
      expect(await settle()).toEqual(["devices/pi-b/commands"]);
      expect(overheard).toEqual([]);
      client?.end(true);
      heard = [];
    }
    expect(b.connected).toBe(true);
    await b.stop();
  });

  test("a wrong or a missing password is refused", async () => {
    expect(await hostileClient(broker.port, "pi-a", { password: "password-of-b" })).toBeNull();
    expect(await hostileClient(broker.port, "pi-a", { username: undefined, password: undefined })).toBeNull();
  });
});
