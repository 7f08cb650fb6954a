import { afterEach, expect, it, vi } from "vitest";
import type { Bus, Message } from "./bus";

/** A broker under test: buses of the account that may use every topic, and the means to break their link. */
export type BusWorld = {
  bus(): Bus;
  /** Breaks every connection, as a pulled cable does, and lets them come back. */
  breakLinks(): Promise<void>;
};

/** What every Bus promises. `open` is called once per test. */
export function busContract(open: () => Promise<BusWorld>) {
  const started: Bus[] = [];
  const connected = async (bus: Bus) => {
    started.push(bus);
    await bus.start();
    await expect.poll(() => bus.connected, { timeout: 5_000 }).toBe(true);
    return bus;
  };
  const collect = (bus: Bus, filter: string, qos: 0 | 1 = 1) => {
    const messages: Message[] = [];
    const stop = bus.subscribe(filter, (message) => messages.push(message), { qos });
    return { messages, stop, texts: () => messages.map((m) => m.payload.toString()) };
  };
  afterEach(async () => {
    await Promise.all(started.splice(0).map((bus) => bus.stop()));
  });

  it("delivers what matches, in order, and nothing else", async () => {
    const world = await open();
    const receiver = world.bus();
    const got = collect(receiver, "sensors/+/button/pressed");
    await connected(receiver);
    const sender = await connected(world.bus());
    await sender.publish("sensors/pi-1/photo/motion", "no");
    for (const n of [1, 2, 3]) await sender.publish("sensors/pi-1/button/pressed", `${n}`, { qos: n === 2 ? 0 : 1 });
    await expect.poll(got.texts).toEqual(["1", "2", "3"]);
    expect(got.messages[0]).toMatchObject({ topic: "sensors/pi-1/button/pressed", retained: false });
  });

  it("tells a new subscriber what was retained, marked as such, until it is cleared", async () => {
    const world = await open();
    const bus = await connected(world.bus());
    await bus.publish("system/pi-1/status", "online", { retain: true });
    const first = collect(bus, "system/+/status");
    await expect
      .poll(() => first.messages.map((m) => [m.payload.toString(), m.retained]))
      .toContainEqual(["online", true]);
    await bus.publish("system/pi-1/status", "", { retain: true });
    await expect.poll(() => first.texts().at(-1)).toBe("");
    const second = collect(bus, "system/pi-1/+");
    await bus.publish("system/pi-1/marker", "after");
    await expect.poll(second.texts).toEqual(["after"]);
  });

  it("stops delivering when told to, and serves each handler of a filter", async () => {
    const bus = await connected((await open()).bus());
    const [one, two] = [collect(bus, "video/+/captured"), collect(bus, "video/+/captured")];
    await bus.publish("video/a/captured", "1");
    await expect.poll(() => [one.texts(), two.texts()]).toEqual([["1"], ["1"]]);
    one.stop();
    await bus.publish("video/a/captured", "2");
    await expect.poll(two.texts).toEqual(["1", "2"]);
    expect(one.texts()).toEqual(["1"]);
  });

  it("goes on when a handler throws", async () => {
    const bus = await connected((await open()).bus());
    bus.subscribe("sensors/x", () => {
      throw new Error("planted");
    });
    const got = collect(bus, "sensors/x");
    await bus.publish("sensors/x", "1");
    await expect.poll(got.texts).toEqual(["1"]);
  });

  it("refuses to publish without a connection", async () => {
    const bus = (await open()).bus();
    await expect(bus.publish("sensors/x", "lost")).rejects.toMatchObject({ code: "unavailable" });
    await connected(bus);
    await bus.stop();
    await expect(bus.publish("sensors/x", "lost", { qos: 0 })).rejects.toMatchObject({ code: "unavailable" });
    expect(bus.connected).toBe(false);
  });

  it("comes back by itself, with its subscriptions standing before onConnect is called", async () => {
    const world = await open();
    const bus = world.bus();
    const got = collect(bus, "devices/+/replies");
    const [up, down] = [vi.fn(), vi.fn()];
    bus.onConnect(() => {
      up();
      void bus.publish("devices/a/replies", `hello ${up.mock.calls.length}`).catch(() => undefined);
    });
    bus.onDisconnect(down);
    await connected(bus);
    await expect.poll(got.texts).toEqual(["hello 1"]);
    const late = collect(bus, "devices/+/report");
    await world.breakLinks();
    await expect.poll(got.texts, { timeout: 8_000 }).toEqual(["hello 1", "hello 2"]);
    expect(down).toHaveBeenCalledTimes(1);
    await bus.publish("devices/a/report", "still there");
    await expect.poll(late.texts).toEqual(["still there"]);
  });

  it("may be stopped and started again, and twice of each", async () => {
    const bus = await connected((await open()).bus());
    await Promise.all([bus.stop(), bus.stop()]);
    await bus.start();
    await connected(bus);
    const got = collect(bus, "a/b");
    await bus.publish("a/b", "1");
    await expect.poll(got.texts).toEqual(["1"]);
  });
}
