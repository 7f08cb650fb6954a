import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { DeviceEvent } from "@/lib/contracts/mqtt";
import { newId } from "@/lib/core/ids";
import { NewestPictures } from "@/lib/media/event-pictures";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { addPi } from "@/test/pi";
import { acknowledgeEvent } from "../events/acknowledge";
import { insertEvents } from "../events/insert";
import { locateEventPoster } from "../events/poster";
import { loadAlertNotices } from "../notices/alert";
import { acknowledgeAlerts, updateAlert } from "./acknowledge";
import { listAlerts } from "./list";
import { raiseAlert, recoverAlerts } from "./raise";
import { createRule, deleteRule, listRules, updateRule } from "./rules";

let world: World;
let pi: string;
eachWorld(async (made) => {
  world = made;
  pi = await addPi(world.db, world);
});

const secondsAgo = (seconds: number) => new Date(world.clock.now().getTime() - seconds * 1_000).toISOString();
const press = (change: Partial<DeviceEvent> = {}) =>
  DeviceEvent.parse({ event_id: newId(), type: "button.pressed", occurred_at: secondsAgo(0), ...change });
const send = (...events: DeviceEvent[]) => insertEvents(world.system, pi, events);
const list = (query: object = {}, by = world.staff) => listAlerts(world.ctx(by), { limit: 50, ...query });
const all = async () => (await list({ limit: 200, after_seq: 0 })).alerts;
const rule = async () => (await listRules(world.ctx(world.a.admin), {}))[0]!;

test("every club begins with a rule; a press alerts once, however often it is sent", async () => {
  expect(await listRules(world.ctx(world.a.admin), {})).toMatchObject([
    { enabled: true, kinds: ["button.pressed", "photo.motion"], devices: [], cameras: [], severity: "warning" },
  ]);
  const [one, other] = [
    press({ camera_id: world.a.camera.id, data: { sensor: "mat" } }),
    press({ type: "video.captured" }),
  ];
  await send(one, other);
  await send(one);
  const alerts = await all();
  expect(alerts).toMatchObject([
    { kind: "button.pressed", event_id: one.event_id, camera_name: "Camera 1", court_name: "Court 1", late: false },
  ]);
  expect(alerts[0]).toMatchObject({
    data: { sensor: "mat" },
    count: 1,
    has_picture: false,
    clips: [],
    device_name: "Pi",
  });
  expect(world.notices.filter(({ kind }) => kind === "alert")).toEqual([
    { kind: "alert", id: alerts[0]!.id, clubId: world.a.id },
  ]);
});

test("of many senders at once each alert has its own number, and numbers are committed in order", async () => {
  let seen = 0;
  let isSending = true;
  const watch = async () => {
    const got: number[] = [];
    while (isSending || (await list({ after_seq: seen })).alerts.length > 0)
      for (const { seq } of (await list({ after_seq: seen, limit: 200 })).alerts) {
        got.push(seq);
        seen = seq;
      }
    return got;
  };
  const sending = Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let i = 0; i < 5; i++) await send(press(), press(), press());
    }),
  ).finally(() => {
    isSending = false;
  });
  const [got] = await Promise.all([watch(), sending]);
  expect(got).toEqual((await all()).map(({ seq }) => seq));
  expect(got).toHaveLength(120);
});

test("a cool-down holds back the same kind of the same device, also between batches", async () => {
  const { id } = await rule();
  await updateRule(world.ctx(world.a.admin), id, { cooldown_seconds: 60 });
  await send(press({ occurred_at: secondsAgo(50) }), press({ occurred_at: secondsAgo(40) }));
  await send(press({ occurred_at: secondsAgo(10) }));
  await send(press(), press({ type: "photo.motion" }));
  expect((await all()).map(({ kind, occurred_at }) => [kind, occurred_at])).toEqual([
    ["button.pressed", secondsAgo(50)],
    ["photo.motion", secondsAgo(0)],
  ]);
  world.clock.advance(11_000);
  await send(press());
  expect(await all()).toHaveLength(3);
});

test("what comes late says so; more than twenty of one kind become one that goes on counting", async () => {
  const old = (i: number) => press({ historical: true, occurred_at: secondsAgo(3_600 - i) });
  await send(...Array.from({ length: 20 }, (_, i) => old(i)));
  expect((await all()).map(({ late, count }) => [late, count])).toEqual(Array(20).fill([true, 1]));
  await send(...Array.from({ length: 30 }, (_, i) => old(100 + i)));
  await send(...Array.from({ length: 5 }, (_, i) => old(200 + i)), press());
  const rest = (await all()).slice(20);
  expect(rest.map(({ late, count, event_id }) => [late, count, event_id === null])).toEqual([
    [true, 35, true],
    [false, 1, false],
  ]);
  expect(rest[0]).toMatchObject({ occurred_at: secondsAgo(3_500), last_at: secondsAgo(3_396) });
});

test("acknowledged once, by the first; taken back; all that were seen at once", async () => {
  await send(press(), press(), press());
  const [one, two, three] = await all();
  const admin = world.ctx(world.a.admin);
  expect(await updateAlert(world.ctx(world.staff), one!.id, { acknowledged: true })).toMatchObject({
    acknowledged_by: { id: world.staff.id },
    acknowledged_at: world.clock.now().toISOString(),
  });
  world.clock.advance(5_000);
  expect((await updateAlert(admin, one!.id, { acknowledged: true })).acknowledged_by?.id).toBe(world.staff.id);
  expect((await world.db.event.findUnique({ where: { id: one!.event_id! } }))?.acknowledgedById).toBe(world.staff.id);
  expect((await list({ state: "open" })).alerts.map(({ seq }) => seq)).toEqual([three!.seq, two!.seq]);

  expect(await acknowledgeAlerts(admin, { all: true, before_seq: two!.seq })).toEqual({ ids: [two!.id] });
  expect(await list()).toMatchObject({ open_count: 1, latest_seq: three!.seq });
  expect(await acknowledgeAlerts(admin, { ids: [one!.id, two!.id], acknowledged: false })).toMatchObject({
    ids: expect.arrayContaining([one!.id, two!.id]),
  });
  expect(await list()).toMatchObject({ open_count: 3 });
  await acknowledgeEvent(admin, one!.event_id!, { acknowledged: true });
  expect((await list({ state: "acknowledged" })).alerts.map(({ id }) => id)).toEqual([one!.id]);
  await acknowledgeEvent(admin, one!.event_id!, { acknowledged: false });
  expect(await list()).toMatchObject({ open_count: 3 });
  const audited = await world.db.auditEntry.findMany({ where: { clubId: world.a.id }, orderBy: { id: "asc" } });
  expect(audited.map(({ action }) => action)).toEqual([
    ...["alert.acknowledge", "alert.acknowledge", "alert.reopen"],
    ...["event.acknowledge", "event.unacknowledge"],
  ]);
});

test("another club sees and changes nothing, players never, super admins all", async () => {
  await send(press());
  const [alert] = await all();
  const foreign = world.ctx(world.b.admin);
  expect(await list({}, world.b.admin)).toEqual({ alerts: [], next_cursor: null, open_count: 0, latest_seq: 0 });
  await expect(updateAlert(foreign, alert!.id, { acknowledged: true })).rejects.toMatchObject({ code: "not_found" });
  expect(await acknowledgeAlerts(foreign, { ids: [alert!.id], acknowledged: true })).toEqual({ ids: [] });
  await expect(list({}, world.a.player)).rejects.toMatchObject({ code: "forbidden" });
  expect((await list({ club_id: world.a.id }, world.superAdmin)).alerts).toHaveLength(1);
  await expect(list({ club_id: world.a.id }, world.b.admin)).rejects.toMatchObject({ code: "not_found" });
});

test("a system alert tells super admins and the club, recovers, and says what came before it", async () => {
  const { db } = world;
  const trouble = { clubId: world.a.id, kind: "device.offline", severity: "critical" as const, deviceId: pi };
  const occurredAt = world.clock.now();
  const raised = await db.$transaction((tx) =>
    raiseAlert(world.system, tx, { ...trouble, occurredAt, data: { minutes: 2 } }),
  );
  await send(press());
  const notices = await loadAlertNotices(
    world.system,
    (await all()).map(({ id }) => id),
  );
  expect(notices.map(({ previous }) => previous.inClub)).toEqual([0, Number(raised!.seq)]);
  world.clock.advance(60_000);
  await db.$transaction((tx) => recoverAlerts(world.system, tx, { kind: "device.offline", deviceId: pi }));
  expect((await all())[0]).toMatchObject({ recovered_at: world.clock.now().toISOString(), data: { minutes: 2 } });
});

test("a rule changes what happens next; without one nothing alerts", async () => {
  const admin = world.ctx(world.a.admin);
  const { id } = await rule();
  await deleteRule(admin, id);
  await send(press());
  expect(await all()).toEqual([]);
  const night = { days: [6], from: "18:00", to: "06:00" }; // Sunday 19:00 in Paris now
  const made = await createRule(admin, {
    ...{ name: "Doors", enabled: true, kinds: ["button"], devices: [pi], cameras: [], severity: "critical" },
    ...{ quiet_hours: [night], cooldown_seconds: 0 },
  });
  await send(press());
  expect(await all()).toEqual([]);
  await updateRule(admin, made.id, { quiet_hours: [] });
  await send(press());
  expect(await all()).toMatchObject([{ rule_id: made.id, rule_name: "Doors", severity: "critical" }]);
  await expect(updateRule(admin, made.id, { cameras: [world.b.camera.id] })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("an event is kept although nobody could be alerted", async () => {
  const failing = {
    ...world.system,
    alertChannels: [{ name: "broken", enqueue: () => Promise.reject(new Error("full")) }],
  };
  const event = press();
  expect(await insertEvents(failing, pi, [event])).toMatchObject({ accepted: [event.event_id], rejected: [] });
  expect(await all()).toEqual([]);
});

test("an event's picture: what its device sent at once, then its clip's poster; never another club's", async () => {
  const event = press({ camera_id: world.a.camera.id });
  await send(event);
  const { event_id: id } = event;
  const ctx = world.ctx(world.staff);
  const locate = (by = ctx) => locateEventPoster(by, id);
  await expect(locate()).rejects.toMatchObject({ code: "not_found" });
  const eventPictures = new NewestPictures();
  const sees = { ...ctx, eventPictures };
  eventPictures.put("somebody-else", id, Buffer.from("wrong"));
  await expect(locate(sees)).rejects.toMatchObject({ code: "not_found" });
  eventPictures.put(pi, id, Buffer.from("at once"));
  expect(await locate(sees)).toEqual({ jpeg: Buffer.from("at once") });
  expect((await listAlerts(sees, { limit: 1 })).alerts[0]?.has_picture).toBe(true);
  await expect(locate({ ...world.ctx(world.b.admin), eventPictures })).rejects.toMatchObject({ code: "not_found" });

  const clip = {
    id: newId(),
    clubId: world.a.id,
    kind: "clip" as const,
    filename: "c.mp4",
    bytes: 3,
    sha256: "0".repeat(64),
  };
  const where = { path: `clips/${world.a.id}/${id}.mp4`, location: "device" as const, storageId: newId() };
  const file = { ...clip, ...where, eventId: id, hasPoster: true, createdAt: world.clock.now() };
  await world.db.mediaFile.create({ data: file });
  // It lies on another machine still: the picture that came at once stands in for it.
  expect(await locate(sees)).toEqual({ jpeg: Buffer.from("at once") });
  await world.db.mediaFile.update({ where: { id: clip.id }, data: { storageId: world.storageId } });
  const poster = path.join(world.mediaDir, `clips/${world.a.id}/${id}.jpg`);
  mkdirSync(path.dirname(poster), { recursive: true });
  writeFileSync(poster, "poster");
  expect(await locate(sees)).toMatchObject({ path: realpathSync(poster), contentType: "image/jpeg" });
});
