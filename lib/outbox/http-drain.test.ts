import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { createLogger } from "@/lib/core/logger";
import { SteppedClock } from "@/lib/core/stepped-clock";
import { type MemoryBus, memoryBroker } from "@/lib/mqtt/memory-bus";
import { createHttpDrain } from "./http-drain";
import type { Batch, SendBatch } from "./http-sender";
import { memoryOutbox } from "./memory-outbox";
import type { Outbox } from "./outbox";

const log = createLogger("test", "silent");

let clock: SteppedClock;
let bus: MemoryBus;
let outbox: Outbox;
let batches: Batch[];
let send: SendBatch;
let drain: ReturnType<typeof createHttpDrain>;

beforeEach(async () => {
  clock = new SteppedClock();
  bus = memoryBroker(log).bus();
  outbox = memoryOutbox(clock);
  batches = [];
  send = async ({ events, reports }) => ({ accepted: [...reports, ...events].map(idOf), duplicates: [], rejected: [] });
  drain = createHttpDrain({
    ...{ outbox, bus, bootId: "b2", clock, log, afterMs: 20_000 },
    send: (batch, signal) => {
      batches.push(batch);
      return send(batch, signal);
    },
  });
  await drain.start();
});
afterEach(() => drain.stop());

const idOf = (one: Record<string, unknown>): string => String(one.event_id ?? one.report_id);
const queue = (count: number, text = "") =>
  Array.from({ length: count }, (_, n) => {
    const id = newId();
    outbox.add({ id, topic: "sensors/a/x", payload: { event_id: id, n, text } });
    return id;
  });
const sentEvents = () => batches.map(({ events }) => events.map(idOf));
/** In steps, so that each answer is heard before time goes on. */
const pass = async (ms: number) => {
  for (let passed = 0; passed < ms; passed += 1_000) await clock.advance(1_000);
};

test("sends only after a while without MQTT: oldest first, one batch after the other, each forgotten once committed", async () => {
  const ids = queue(1_200);
  await pass(19_000);
  expect(batches).toEqual([]);
  await pass(5_000);
  expect(sentEvents().map((batch) => batch.length)).toEqual([500, 500, 200]);
  expect(sentEvents().flat()).toEqual(ids);
  expect(batches[0]!.events[0]).toMatchObject({ seq: 1, historical: true });
  expect(outbox.size()).toBe(0);
});

test("reports travel with the events, and large messages in smaller batches", async () => {
  const id = newId();
  outbox.add({ id, topic: "devices/a/report", payload: { report_id: id, type: "full" } });
  queue(12, "x".repeat(60_000));
  await pass(24_000);
  expect(batches[0]!.reports).toEqual([{ report_id: id, type: "full", seq: 1 }]);
  expect(batches.length).toBeGreaterThan(1);
  expect(outbox.size()).toBe(0);
});

test("is quiet while there is MQTT, and ends what is under way when it comes back", async () => {
  await bus.start();
  queue(1);
  await pass(60_000);
  expect(batches).toEqual([]);
  bus.cut();
  let aborted = false;
  send = (_, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => {
        aborted = true;
        reject(new Error("aborted"));
      });
    });
  await pass(25_000);
  expect([batches.length, aborted]).toEqual([1, false]);
  bus.restore();
  await pass(2_000);
  expect([aborted, outbox.size()]).toEqual([true, 1]);
  await pass(60_000);
  expect(batches).toHaveLength(1);
});

test("what the server refuses is set aside; a batch it refuses as a whole is sent one by one to find the cause", async () => {
  const [bad, worse, good] = queue(3);
  send = async ({ events }) => {
    if (events.some((event) => idOf(event) === worse)) throw new AppError("unprocessable", "a NUL");
    const ids = events.map(idOf);
    const rejected = ids.filter((id) => id === bad).map((id) => ({ id, error: "no" }));
    return { accepted: ids.filter((id) => id !== bad), duplicates: [], rejected };
  };
  await pass(30_000);
  expect(sentEvents().at(-1)).toEqual([good]);
  expect([outbox.size(), outbox.deadLetters()]).toEqual([0, 2]);
});

test("a server that is away, or says nothing of what it was sent, is asked again, never more often than it must", async () => {
  queue(1);
  const random = vi.spyOn(Math, "random").mockReturnValue(1);
  send = async () => ({ accepted: [], duplicates: [], rejected: [] });
  await pass(25_000);
  expect(outbox.size()).toBe(1);
  send = async () => {
    throw new AppError("unavailable", "away");
  };
  await pass(600_000);
  const before = batches.length;
  await pass(600_000);
  expect(batches.length - before).toBeLessThanOrEqual(10);
  expect(batches.length - before).toBeGreaterThan(5);
  random.mockRestore();
  send = async ({ events }) => ({ accepted: [], duplicates: events.map(idOf), rejected: [] });
  await pass(61_000);
  expect(outbox.size()).toBe(0);
});
