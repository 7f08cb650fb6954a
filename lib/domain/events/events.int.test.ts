import { expect, test } from "vitest";
import { MAX_MESSAGE_BYTES } from "@/lib/contracts/mqtt";
import { newId } from "@/lib/core/ids";
import { createDb } from "@/lib/db/client";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { addPi, press } from "@/test/pi";
import { acknowledgeEvent } from "./acknowledge";
import { deadLetter } from "./dead-letter";
import { insertEvents } from "./insert";
import { listEvents } from "./list";
import { receiveFromDevice } from "./receive";

let world: World;
let pi: string;
eachWorld(async (made) => {
  world = made;
  pi = await addPi(world.db, world);
});

const stored = (id: string) => world.db.event.findUnique({ where: { id } });

test("an event becomes one row, however often and wherever it is sent", async () => {
  const [one, two] = [press({ seq: 1, boot_id: "b", data: { pin: 17 } }), press({ historical: true })];
  expect(await insertEvents(world.system, pi, [one, two, one])).toEqual({
    accepted: [one.event_id, two.event_id],
    duplicates: [one.event_id],
    rejected: [],
  });
  const upper = { ...one, event_id: one.event_id.toUpperCase() };
  expect(await insertEvents(world.system, pi, [upper])).toMatchObject({ accepted: [], duplicates: [upper.event_id] });
  expect(await stored(one.event_id)).toMatchObject({ deviceId: pi, clubId: world.a.id, data: { pin: 17 }, seq: 1n });
  expect((await stored(one.event_id))?.occurredAt.toISOString()).toBe("2026-03-01T17:00:00.000Z");
  // What is old already is told as one: here by the new one beside it.
  expect(world.notices.filter((notice) => notice.kind === "event")).toMatchObject([{ id: one.event_id }]);
});

test("the same thousand from eight senders at once are a thousand rows", async () => {
  const events = Array.from({ length: 1_000 }, () => press());
  const shuffled = () => events.toSorted(() => Math.random() - 0.5);
  const all = await Promise.all(Array.from({ length: 8 }, () => insertEvents(world.system, pi, shuffled())));
  expect(all.flatMap((one) => one.accepted)).toHaveLength(1_000);
  expect(all.every((one) => one.rejected.length === 0)).toBe(true);
  expect(await world.db.event.count({ where: { deviceId: pi } })).toBe(1_000);
});

test("a camera of the device's club is kept, another club's is left out", async () => {
  const [own, foreign, absent] = [world.a.camera.id, world.b.camera.id, 2_000_000_000].map((id) =>
    press({ camera_id: id }),
  );
  await insertEvents(world.system, pi, [own!, foreign!, absent!]);
  const cameras = await Promise.all(
    [own!, foreign!, absent!].map(async (event) => (await stored(event.event_id))?.cameraId),
  );
  expect(cameras).toEqual([world.a.camera.id, null, null]);
});

test("a device of no club gives its event the club of the camera it serves", async () => {
  const [seen, blind] = [press({ camera_id: world.b.camera.id }), press()];
  await insertEvents(world.system, world.hub, [seen, blind]);
  expect(await stored(seen.event_id)).toMatchObject({ clubId: world.b.id, cameraId: world.b.camera.id });
  expect(await stored(blind.event_id)).toMatchObject({ clubId: null });
});

test("an event in another's name, or one that cannot be stored, is rejected alone", async () => {
  const [good, posing, nul] = [press(), press({ device_id: "hub-of-others" }), press({ data: { text: "a\u0000b" } })];
  const result = await insertEvents(world.system, pi, [posing, nul, good]);
  expect(result.accepted).toEqual([good.event_id]);
  expect(result.rejected.map((one) => one.id).sort()).toEqual([posing.event_id, nul.event_id].sort());
});

test("a message nobody understands is kept, at most 64 KB of it", async () => {
  const payload = Buffer.alloc(MAX_MESSAGE_BYTES + 10, 7);
  await deadLetter(world.system, { deviceId: pi, topic: `sensors/${pi}/x\0`, reason: "not JSON", payload });
  const [kept] = await world.db.deadLetter.findMany({ where: { deviceId: pi } });
  expect(kept).toMatchObject({ topic: `sensors/${pi}/x`, reason: "not JSON" });
  expect(kept?.payload.byteLength).toBe(MAX_MESSAGE_BYTES);
});

test("while Postgres is away nothing is accepted or rejected", async () => {
  const away = createDb("postgresql://nobody:x@127.0.0.1:1/none");
  await expect(insertEvents({ ...world.system, db: away }, pi, [press()])).rejects.toThrow();
  await away.$disconnect();
});

test("lists are of one's club, newest first as it happened, by camera, device, type and time, page by page", async () => {
  const { a, b, ctx, staff, superAdmin } = world;
  const at = (minute: number) => `2026-03-01T17:0${minute}:00.000Z`;
  const seen = (type: string, minute: number, camera_id: number) =>
    press({ type, occurred_at: at(minute), camera_id, data: { cause: "silent" } });
  const own = [
    seen("camera.lost", 1, a.camera.id),
    seen("recorder.stopped", 3, a.camera.id),
    press({ occurred_at: at(2) }),
  ];
  await insertEvents(world.system, pi, own);
  await insertEvents(world.system, world.hub, [seen("camera.back", 4, b.camera.id)]);
  const list = (query: object, by = staff) => listEvents(ctx(by), { limit: 50, ...query });
  const types = async (query: object, by = staff) => (await list(query, by)).events.map(({ type }) => type);

  expect(await types({})).toEqual(["recorder.stopped", "button.pressed", "camera.lost"]);
  expect(await types({ camera: b.camera.id })).toEqual([]);
  expect(await types({ camera: b.camera.id }, superAdmin)).toEqual(["camera.back"]);
  expect(await types({ device: pi, type: ["camera", "recorder.stopped"] })).toEqual([
    "recorder.stopped",
    "camera.lost",
  ]);
  expect(await types({ type: ["recorder.stop"] })).toEqual([]);
  expect(await types({ from: at(2), to: at(3) })).toEqual(["button.pressed"]);
  const first = await list({ limit: 2 });
  const rest = await list({ limit: 2, cursor: first.next_cursor! });
  expect([first.events.length, rest.events.map(({ type }) => type), rest.next_cursor]).toEqual([
    2,
    ["camera.lost"],
    null,
  ]);
  expect(rest.events[0]).toMatchObject({ camera_name: "Camera 1", data: { cause: "silent" }, club_id: a.id });
  await expect(list({}, a.player)).rejects.toMatchObject({ code: "forbidden" });
  for (const cursor of ["; DROP", rest.arrived_cursor])
    await expect(list({ cursor })).rejects.toMatchObject({ code: "unprocessable" });
});

test("a page that was away hears of each event that arrived meanwhile once, in that order, page by page", async () => {
  const staff = world.ctx(world.staff);
  await insertEvents(world.system, pi, [press()]);
  let { arrived_cursor: cursor } = await listEvents(staff, { limit: 1 });
  const [late, early] = [press(), press({ occurred_at: "2026-02-01T10:00:00Z" })];
  await insertEvents(world.system, pi, [late]);
  await insertEvents(world.system, pi, [early]);
  await insertEvents(world.system, world.hub, [press({ camera_id: world.b.camera.id })]);
  const heard: string[] = [];
  for (;;) {
    const { events, arrived_cursor } = await listEvents(staff, { limit: 1, cursor, order: "arrival" });
    if (events.length === 0) break;
    heard.push(...events.map(({ event_id }) => event_id));
    cursor = arrived_cursor;
  }
  expect(heard).toEqual([late.event_id, early.event_id]);
});

test("whoever saw to an event first stays named; it is written down, and can be taken back", async () => {
  const [event, foreign] = [press(), press({ camera_id: world.b.camera.id })];
  await insertEvents(world.system, pi, [event]);
  await insertEvents(world.system, world.hub, [foreign]);
  const acknowledge = (acknowledged: boolean, by = world.staff, id = event.event_id) =>
    acknowledgeEvent(world.ctx(by), id, { acknowledged });
  const seen = await acknowledge(true);
  expect(seen).toMatchObject({ acknowledged_by: world.staff.name, acknowledged_at: world.clock.now().toISOString() });
  expect(await acknowledge(true, world.a.admin)).toEqual(seen);
  expect(await acknowledge(false, world.a.admin)).toMatchObject({ acknowledged_by: null, acknowledged_at: null });
  const written = await world.db.auditEntry.findMany({ where: { target: event.event_id }, orderBy: { id: "asc" } });
  expect(written.map(({ action }) => action)).toEqual(["event.acknowledge", "event.unacknowledge"]);
  await expect(acknowledge(true, world.a.player)).rejects.toMatchObject({ code: "forbidden" });
  await expect(acknowledge(true, world.staff, foreign.event_id)).rejects.toMatchObject({ code: "not_found" });
});

test("what a device says over HTTP is stored by the same rules, and each malformed thing is rejected alone", async () => {
  const ctx = world.ctx({ kind: "device", id: pi, clubId: world.a.id });
  const { event_id, type, occurred_at } = press();
  const minimal = { event_id, type, occurred_at };
  const [twice, bad, posing] = [press(), { event_id: newId(), type: "x" }, press({ device_id: "pi-other" })];
  const report = {
    ...{ schema: 1, report_id: newId(), device_id: pi, boot_id: "b", seq: 1, at: world.clock.now().toISOString() },
    ...{ type: "session", data: { session_id: "sess_1_1772388000000", camera_id: 1, state: "closed" } },
  };
  const sent = { events: [minimal, bad, twice, posing, "nonsense"], reports: [report, { report_id: "?" }] };
  const result = await receiveFromDevice(ctx, sent);
  expect(result.accepted).toEqual([report.report_id, event_id, twice.event_id]);
  expect(result.rejected.map(({ id }) => id).sort()).toEqual(["", "?", bad.event_id, posing.event_id].sort());
  expect(await receiveFromDevice(ctx, { events: [minimal], reports: [] })).toMatchObject({ duplicates: [event_id] });
  expect(await world.db.deadLetter.count({ where: { deviceId: pi } })).toBe(4);
  expect(await stored(event_id)).toMatchObject({ clubId: world.a.id, clockSynced: true, historical: false });
  await expect(receiveFromDevice(world.ctx(world.superAdmin), { events: [], reports: [] })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("an event comes with its device's name and what was filmed around it, not with what lies in the trash or elsewhere", async () => {
  const { a, b, ctx, staff } = world;
  const pressed = press({ camera_id: a.camera.id });
  await insertEvents(world.system, pi, [pressed]);
  const film = (clubId: number, change: object = {}) => {
    const id = newId();
    const path = `clips/${clubId}/${id}.mp4`;
    const facts = {
      bytes: 1n,
      sha256: "0".repeat(64),
      location: "web",
      durationSeconds: 15,
      createdAt: new Date(),
    } as const;
    const about = { id, clubId, kind: "clip", eventId: pressed.event_id, path, filename: `${id}.mp4` } as const;
    return world.db.mediaFile.create({ data: { ...about, ...facts, ...change } });
  };
  const own = await film(a.id, { cameraId: a.camera.id, hasPoster: true });
  await film(a.id, { trashedAt: new Date() });
  await film(b.id);
  const { events } = await listEvents(ctx(staff), { limit: 1 });
  expect(events[0]).toMatchObject({ device_name: "Pi", event_id: pressed.event_id });
  expect(events[0]?.clips).toEqual([
    { file_id: own.id, camera_id: a.camera.id, has_poster: true, duration_seconds: 15, location: "web" },
  ]);
});
