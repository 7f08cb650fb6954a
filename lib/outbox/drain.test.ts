import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { createLogger } from "@/lib/core/logger";
import { SteppedClock } from "@/lib/core/stepped-clock";
import { type MemoryBus, memoryBroker } from "@/lib/mqtt/memory-bus";
import { topics } from "@/lib/mqtt/topics";
import { createDrain, type Drain, type DrainOptions } from "./drain";
import { memoryOutbox } from "./memory-outbox";
import type { Outbox } from "./outbox";

const log = createLogger("test", "silent");
const TOPIC = topics.button("pi-a");

let clock: SteppedClock;
let device: MemoryBus;
let web: MemoryBus;
let outbox: Outbox;
let drain: Drain;
/** What the server heard, in order, by the number each message was queued with. */
let heard: { n: number; seq: number; event_id: string }[];

const start = async (options: Partial<DrainOptions> = {}) => {
  drain = createDrain({ outbox, bus: device, deviceId: "pi-a", bootId: "b2", clock, log, ...options });
  await drain.start();
  await settle();
};
const settle = async () => {
  for (let i = 0; i < 4; i++) await clock.advance(0);
};
const queue = (...numbers: number[]) => {
  for (const n of numbers) {
    const id = newId();
    outbox.add({ id, topic: TOPIC, payload: { event_id: id, n } });
  }
  drain?.wake();
};
const range = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const numbers = () => heard.map(({ n }) => n);
const ack = async (...ids: string[]) => {
  await web.publish(topics.acks("pi-a"), JSON.stringify({ ids }));
  await settle();
};
const idOf = (n: number) => heard.find((message) => message.n === n)!.event_id;

beforeEach(async () => {
  clock = new SteppedClock();
  const broker = memoryBroker(log);
  [device, web] = [broker.bus(), broker.bus()];
  outbox = memoryOutbox(clock);
  heard = [];
  web.subscribe("sensors/#", ({ payload }) => heard.push(JSON.parse(payload.toString())));
  await Promise.all([web.start(), device.start()]);
});
afterEach(() => drain.stop());

test("sends what is queued, in order, with its sequence merged in, and keeps it until it is acknowledged", async () => {
  queue(1, 2, 3);
  await start();
  expect(numbers()).toEqual([1, 2, 3]);
  expect(heard.map(({ seq }) => seq)).toEqual(outbox.peek(10).map(({ seq }) => seq));
  expect(outbox.size()).toBe(3);
  await ack(idOf(1), idOf(3));
  expect(outbox.peek(10).map(({ id }) => id)).toEqual([idOf(2)]);
});

test("what is queued later leaves when it wakes, or by itself within a second", async () => {
  await start();
  queue(1);
  await settle();
  expect(numbers()).toEqual([1]);
  const id = newId();
  outbox.add({ id, topic: TOPIC, payload: { event_id: id, n: 2 } });
  await clock.advance(1_000);
  expect(numbers()).toEqual([1, 2]);
});

test("never has more than its window under way, and goes on with each acknowledgement", async () => {
  queue(...range(25));
  await start({ window: 10 });
  expect(numbers()).toEqual(range(10));
  await ack(idOf(1), idOf(2), idOf(3));
  expect(numbers()).toEqual(range(13));
  await ack(...range(13).slice(3).map(idOf));
  await ack(...range(23).slice(13).map(idOf));
  expect(numbers()).toEqual(range(25));
});

describe("sends again", () => {
  test("what was not acknowledged in time, in order, and nothing that was", async () => {
    queue(1, 2, 3);
    await start({ ackTimeoutMs: 10_000 });
    await ack(idOf(2));
    await clock.advance(9_000);
    expect(numbers()).toEqual([1, 2, 3]);
    await clock.advance(2_000);
    expect(numbers()).toEqual([1, 2, 3, 1, 3]);
    await clock.advance(11_000);
    expect(numbers()).toEqual([1, 2, 3, 1, 3, 1, 3]);
  });

  test("a lost one, although others are acknowledged all the time", async () => {
    queue(1);
    await start();
    for (let n = 2; n < 16; n++) {
      queue(n);
      await clock.advance(1_000);
      await ack(idOf(n));
    }
    expect(numbers().filter((n) => n === 1)).toHaveLength(2);
  });

  test("everything unacknowledged after a reconnection, from the oldest", async () => {
    queue(...range(5));
    await start({ window: 3 });
    await ack(idOf(1));
    expect(numbers()).toEqual([1, 2, 3, 4]);
    device.cut();
    queue(6);
    await clock.advance(60_000);
    expect(numbers()).toEqual([1, 2, 3, 4]);
    device.restore();
    await settle();
    expect(numbers().slice(4)).toEqual([2, 3, 4]);
    await ack(...[2, 3, 4].map(idOf));
    expect(numbers().slice(7)).toEqual([5, 6]);
  });

  test("at once when the server just came, which acknowledges nothing: the broker may have given it to nobody", async () => {
    queue(...range(4));
    await start({ window: 3 });
    await ack(idOf(1));
    await ack();
    expect(numbers()).toEqual([1, 2, 3, 4, 2, 3, 4]);
  });

  test("after a restart of the program", async () => {
    queue(1, 2);
    await start();
    await ack(idOf(1));
    await drain.stop();
    await start();
    expect(numbers()).toEqual([1, 2, 2]);
  });
});

describe("says of an event", () => {
  const queueEvent = (boot_id: string | undefined, monotonic_ms?: number) => {
    const id = newId();
    outbox.add({ id, topic: TOPIC, payload: { event_id: id, n: 1, historical: false, boot_id, monotonic_ms } });
  };
  const last = () => heard.at(-1) as unknown as Record<string, unknown>;

  test("how old it is, and that it is history once it waited long", async () => {
    queueEvent("b2", clock.monotonicMs());
    await clock.advance(3_000);
    await start();
    expect(last()).toMatchObject({ age_ms: 3_000, historical: false });
    device.cut();
    await clock.advance(60_000);
    device.restore();
    await settle();
    expect(last()).toMatchObject({ age_ms: 63_000, historical: true });
  });

  test("of an earlier run only that it is history: its steady time was another one", async () => {
    queueEvent("b1", 5);
    await start();
    expect(last()).toMatchObject({ historical: true });
    expect(last()).not.toHaveProperty("age_ms");
  });

  test("nothing of what comes after it from another run, before it is acknowledged", async () => {
    queueEvent("b1", 5);
    queueEvent("b2", clock.monotonicMs());
    await start();
    expect(heard).toHaveLength(1);
    await ack(heard[0]!.event_id);
    expect(heard).toHaveLength(2);
  });
});

test("what the server refused is set aside, and what follows goes on", async () => {
  queue(1, 2);
  await start();
  const acks = { ids: [idOf(1), idOf(2)], rejected: [{ id: idOf(1), error: "no such device" }] };
  await web.publish(topics.acks("pi-a"), JSON.stringify(acks));
  await settle();
  expect([outbox.size(), outbox.deadLetters()]).toEqual([0, 1]);
});

test("a message for another device's topic stays where it is and blocks nobody", async () => {
  const id = newId();
  outbox.add({ id, topic: topics.button("pi-b"), payload: { event_id: id, n: 0 } });
  queue(1, 2);
  await start({ window: 2 });
  expect(numbers()).toEqual([1, 2]);
  await ack(idOf(1), idOf(2));
  expect(outbox.peek(10).map((queued) => queued.id)).toEqual([id]);
});

test("acknowledgements of strangers, of what is long gone, and nonsense are harmless", async () => {
  queue(1);
  await start();
  await ack(newId());
  for (const payload of ["", "{", '{"ids":["x"]}']) await web.publish(topics.acks("pi-a"), payload);
  await settle();
  expect(outbox.size()).toBe(1);
  await ack(idOf(1));
  await ack(idOf(1));
  expect(outbox.size()).toBe(0);
});

test("a database that cannot be read for a moment stops nothing for good", async () => {
  await start();
  const peek = vi.spyOn(outbox, "peek").mockImplementation(() => {
    throw new Error("disk I/O error");
  });
  queue(1);
  await clock.advance(3_000);
  peek.mockRestore();
  await clock.advance(1_000);
  expect(numbers()).toEqual([1]);
});

test("nothing is sent after stop", async () => {
  await start();
  await drain.stop();
  queue(1);
  await clock.advance(5_000);
  expect(numbers()).toEqual([]);
});
