import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { BROKERS, busOf, connectedBus, type TestBroker } from "./broker.fixture";
import type { Bus } from "./bus";
import { busContract } from "./bus.contract";
import { type CuttableLink, cuttableLink } from "./cuttable-link.fixture";

describe.each(BROKERS)("mqtt bus on %s", (_, startBroker) => {
  let broker: TestBroker;
  let link: CuttableLink;
  const buses: Bus[] = [];
  const open = (options: Parameters<typeof busOf>[2] = {}) => {
    const bus = busOf(link.port, "web", options);
    buses.push(bus);
    return bus;
  };
  beforeAll(async () => {
    broker = await startBroker();
    link = await cuttableLink(broker.port);
  });
  afterEach(async () => {
    link.restore();
    await Promise.all(buses.splice(0).map((bus) => bus.stop()));
  });
  afterAll(async () => {
    await link?.stop();
    await broker?.stop();
  });

  busContract(async () => ({
    bus: () => open(),
    async breakLinks() {
      link.cut();
      link.restore();
    },
  }));

  test("notices a frozen network within five seconds, rejects what hung in it, and comes back", async () => {
    const bus = await connectedBus(open());
    link.freeze();
    const hung = expect(bus.publish("sensors/x", "into the void")).rejects.toMatchObject({ code: "unavailable" });
    await expect.poll(() => bus.connected, { timeout: 5_000 }).toBe(false);
    await hung;
    link.restore();
    await expect.poll(() => bus.connected, { timeout: 10_000 }).toBe(true);
  });

  test("a publish of QoS 0 stays open while the socket takes no more", async () => {
    const bus = await connectedBus(open());
    const frame = new Uint8Array(400_000).fill(7);
    await bus.publish("preview/hub/1/full", frame, { qos: 0 });
    link.freeze();
    let sent = 0;
    let unsent = 0;
    // Fill what the kernel takes; then one must stay open.
    while (unsent === 0 && sent < 100) {
      unsent++;
      const done = bus.publish("preview/hub/1/full", frame, { qos: 0 }).then(() => {
        sent++;
        unsent--;
      });
      done.catch(() => undefined);
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 300))]);
    }
    expect(unsent).toBe(1);
    expect(sent).toBeLessThan(100);
    link.restore();
    await expect.poll(() => unsent).toBe(0);
  });

  test("wrong credentials never connect, however often it tries", async () => {
    const bus = open({ password: "wrong" });
    const before = link.connections;
    await bus.start();
    await expect.poll(() => link.connections - before, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
    expect(bus.connected).toBe(false);
  });

  test("starts without a broker and finds it when it is there", async () => {
    link.cut();
    const bus = open();
    await bus.start();
    expect(bus.connected).toBe(false);
    link.restore();
    await expect.poll(() => bus.connected, { timeout: 10_000 }).toBe(true);
  });

  test("nothing is lost or swapped when both qualities are mixed in a burst", async () => {
    const receiver = open();
    const got: number[] = [];
    receiver.subscribe("sensors/burst/#", ({ payload }) => got.push(Number(payload.toString())));
    const sender = open();
    await Promise.all([receiver, sender].map(connectedBus));
    const count = 3_000;
    await Promise.all(
      Array.from({ length: count }, (_, n) => sender.publish("sensors/burst/x", `${n}`, { qos: n % 3 === 0 ? 0 : 1 })),
    );
    await expect.poll(() => got.length, { timeout: 10_000 }).toBe(count);
    const confirmed = got.filter((n) => n % 3 !== 0);
    expect(confirmed).toEqual([...confirmed].sort((a, b) => a - b));
  });
});
