import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Acks, type Rejection } from "@/lib/contracts/mqtt";
import { newId } from "@/lib/core/ids";
import { createLogger } from "@/lib/core/logger";
import { SteppedClock } from "@/lib/core/stepped-clock";
import type { Ctx } from "@/lib/domain/context";
import { type MemoryBus, memoryBroker } from "@/lib/mqtt/memory-bus";
import { topics } from "@/lib/mqtt/topics";
import { createIngest, type IngestDomain } from "./ingest";

const log = createLogger("test", "silent");
const BUTTON = topics.button("pi-a");
const away = () => Promise.reject(new Error("the database is away"));
const storeAll: IngestDomain["insertEvents"] = async (_, __, events) => ({
  accepted: events.map((one) => one.event_id),
  duplicates: [],
  rejected: [],
});

let clock: SteppedClock;
let device: MemoryBus;
let web: MemoryBus;
let acked: string[][];
let refused: Rejection[];
let domain: { [K in keyof IngestDomain]: ReturnType<typeof vi.fn<IngestDomain[K]>> };
let stop: () => Promise<void>;

const event = (id: string, more = {}) => ({
  event_id: id,
  type: "button.pressed",
  occurred_at: "2026-03-01T18:00:00Z",
  ...more,
});
const report = (id: string, more = {}) => ({
  schema: 1,
  report_id: id,
  device_id: "pi-a",
  boot_id: "b",
  seq: 1,
  at: "2026-03-01T18:00:00.000Z",
  type: "session",
  data: { session_id: "sess_1_1700000000000", camera_id: 1, state: "closed" },
  ...more,
});
const send = (topic: string, body: unknown, retain = false) =>
  device.publish(topic, typeof body === "string" ? body : JSON.stringify(body), { retain });
const settle = async () => {
  for (let i = 0; i < 5; i++) await clock.advance(0);
};
const eventsStored = () => domain.insertEvents.mock.calls.flatMap(([, , events]) => events.map((e) => e.event_id));

beforeEach(async () => {
  clock = new SteppedClock();
  const broker = memoryBroker(log);
  web = broker.bus();
  device = broker.bus();
  [acked, refused] = [[], []];
  domain = {
    applyReports: vi.fn(async (_, __, reports) => reports.map((one) => one.report_id)),
    insertEvents: vi.fn(storeAll),
    deadLetter: vi.fn(async () => undefined),
    listSenders: vi.fn(async () => ["pi-a"]),
    isRevoked: vi.fn(async () => false),
  };
  const ingest = createIngest({ bus: web, context: () => ({}) as Ctx, log, clock, domain });
  await ingest.start();
  await Promise.all([web.start(), device.start()]);
  device.subscribe(topics.acks("pi-a"), ({ payload }) => {
    const { ids, rejected } = Acks.parse(JSON.parse(payload.toString()));
    acked.push(ids);
    refused.push(...rejected);
  });
  stop = () => ingest.stop();
});
afterEach(() => stop());

test("stores what came together as one batch, and acknowledges it once", async () => {
  const [press, clip, closed, full] = [newId(), newId(), newId(), newId()];
  await send(BUTTON, event(press));
  await send(topics.captured("pi-a"), event(clip, { type: "video.captured" }));
  await send(topics.report("pi-a"), report(closed));
  const whole = { sessions: [], recordings: [], cameras_version: null };
  await send(topics.report("pi-a"), report(full, { type: "full", data: whole }));
  await settle();
  expect(eventsStored()).toEqual([press, clip]);
  expect(domain.applyReports.mock.calls.map(([, id, all]) => [id, all.map((r) => r.report_id)])).toEqual([
    ["pi-a", [closed, full]],
  ]);
  expect(acked.map((ids) => ids.sort())).toEqual([[press, clip, closed, full].sort()]);
});

test("a foreign program's event needs three fields and any topic under its sensors", async () => {
  const id = newId();
  await send("sensors/pi-a/door", event(id));
  await settle();
  expect(acked).toEqual([[id]]);
});

test("acknowledges only after the commit", async () => {
  let commit = () => {};
  const committed = new Promise<void>((resolve) => {
    commit = resolve;
  });
  domain.applyReports.mockImplementation(async (_, __, all) => committed.then(() => all.map((r) => r.report_id)));
  const id = newId();
  await send(topics.report("pi-a"), report(id));
  await settle();
  expect(acked).toEqual([]);
  commit();
  await settle();
  expect(acked).toEqual([[id]]);
});

describe("what cannot be understood", () => {
  const dead = () => domain.deadLetter.mock.calls.map(([, { topic, reason }]) => [topic, reason]);

  test("is kept aside and acknowledged when its id can be read", async () => {
    const [badType, badReport, foreign] = [newId(), newId(), newId()];
    await send(BUTTON, event(badType, { type: "Not A Type" }));
    await send(topics.report("pi-a"), { report_id: badReport, type: "riddle" });
    await send(BUTTON, event(foreign, { device_id: "pi-b" }));
    await send(BUTTON, "{ not json");
    await send(BUTTON, "null");
    await settle();
    expect(acked).toEqual([[badType, badReport, foreign]]);
    expect(refused.map(({ id }) => id)).toEqual([badType, badReport, foreign]);
    expect(domain.deadLetter).toHaveBeenCalledTimes(5);
    expect(dead().slice(2)).toMatchObject([
      [BUTTON, "device_id is not the topic's"],
      [BUTTON, "not JSON"],
      [BUTTON, expect.any(String)],
    ]);
    expect(domain.insertEvents).not.toHaveBeenCalled();
  });

  test("never holds up the good ones beside it", async () => {
    const [bad, good] = [newId(), newId()];
    domain.deadLetter.mockImplementation(away);
    await send(BUTTON, event(bad, { occurred_at: "yesterday" }));
    await send(BUTTON, event(good));
    await settle();
    expect(acked).toEqual([[good]]);
  });

  test("is what Postgres rejects, too", async () => {
    const [rejected, good] = [newId(), newId()];
    const verdict = { accepted: [good], duplicates: [], rejected: [{ id: rejected, error: "a NUL in its text" }] };
    domain.insertEvents.mockResolvedValueOnce(verdict);
    await send(BUTTON, event(rejected));
    await send(BUTTON, event(good));
    await settle();
    expect(dead()).toEqual([[BUTTON, "a NUL in its text"]]);
    expect(acked[0]!.sort()).toEqual([rejected, good].sort());
    expect(refused).toEqual(verdict.rejected);
  });

  test("is set aside once, although a retained one is told at each connection", async () => {
    await send(BUTTON, "{ not json", true);
    await settle();
    device.subscribe(BUTTON, () => undefined);
    await settle();
    expect(domain.deadLetter).toHaveBeenCalledTimes(1);
  });
});

describe("while the database is away", () => {
  test("nothing is acknowledged; all is stored once when it is back, however often it was sent", async () => {
    domain.insertEvents.mockImplementation(away);
    const ids = Array.from({ length: 300 }, newId);
    for (let repeat = 0; repeat < 3; repeat++) {
      for (const id of ids) await send(BUTTON, event(id));
      await clock.advance(10_000);
    }
    expect(acked).toEqual([]);
    domain.insertEvents.mockClear();
    domain.insertEvents.mockImplementation(storeAll);
    await clock.advance(5_000);
    await settle();
    expect(eventsStored()).toEqual(ids);
    expect(acked.flat()).toEqual(ids);
  });

  test("a bounded part waits; the rest comes again by itself", async () => {
    domain.insertEvents.mockImplementation(away);
    for (let n = 0; n < 5_000; n++) await send(BUTTON, event(newId()));
    await clock.advance(1_000);
    domain.insertEvents.mockClear();
    domain.insertEvents.mockResolvedValue({ accepted: [], duplicates: [], rejected: [] });
    await clock.advance(5_000);
    await settle();
    expect(eventsStored().length).toBeLessThanOrEqual(2_000);
  });

  test("one device's trouble is not another's", async () => {
    domain.insertEvents.mockImplementation((ctx, deviceId, events) =>
      deviceId === "pi-a" ? away() : storeAll(ctx, deviceId, events),
    );
    const stored: string[] = [];
    device.subscribe(topics.acks("pi-b"), ({ payload }) => stored.push(...JSON.parse(payload.toString()).ids));
    const id = newId();
    await send(BUTTON, event(newId()));
    await send(topics.button("pi-b"), event(id));
    await settle();
    expect([acked, stored]).toEqual([[], [id]]);
  });
});

test("what the domain does not confirm is not acknowledged, and is not asked for ever", async () => {
  domain.applyReports.mockResolvedValue([]);
  await send(topics.report("pi-a"), report(newId()));
  await clock.advance(60_000);
  expect(acked).toEqual([]);
  expect(domain.applyReports).toHaveBeenCalledTimes(1);
});

test("stop waits for what is being stored, and listens no more", async () => {
  let commit = () => {};
  domain.applyReports.mockImplementation(
    (_, __, all) =>
      new Promise((resolve) => {
        commit = () => resolve(all.map((r) => r.report_id));
      }),
  );
  const id = newId();
  await send(topics.report("pi-a"), report(id));
  await settle();
  const stopped = stop();
  commit();
  await stopped;
  await settle();
  expect(acked).toEqual([[id]]);
  await send(BUTTON, event(newId()));
  await settle();
  expect(domain.insertEvents).not.toHaveBeenCalled();
});

test("devices are asked for what they sent while nobody listened, each time the link is back", async () => {
  await settle();
  web.cut();
  expect(acked).toEqual([]);
  web.restore();
  await settle();
  expect(acked).toEqual([[]]);
  domain.listSenders.mockRejectedValue(new Error("the database is away"));
  web.cut();
  web.restore();
  await settle();
  expect(acked).toEqual([[]]);
});
