import { afterEach, beforeEach, expect, test } from "vitest";
import { AppError } from "@/lib/core/errors";
import { type CommandWorld, commandWorld, SESSION, STATE } from "./command-world.fixture";
import { topics } from "./topics";

const camera = { source: "test" as const, url: null };

let { clock, web, device, link, handlers, settle, startExecutor, tellStatus, stop } = {} as CommandWorld;
beforeEach(async () => {
  ({ clock, web, device, link, handlers, settle, startExecutor, tellStatus, stop } = await commandWorld());
});
afterEach(() => stop());

test("asks and gets the answer", async () => {
  await startExecutor();
  await tellStatus("online");
  await expect(link.command("hub", "camera.test", camera)).resolves.toEqual({ ok: true, message: "fine" });
  expect(handlers["camera.test"]).toHaveBeenCalledWith(camera);
});

test("says at once that a device is offline, and since when", async () => {
  await expect(link.command("hub", "state.get", {})).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("has not been seen yet"),
  });
  await tellStatus("online");
  await clock.advance(3_000);
  device.cut();
  await settle();
  await expect(link.command("hub", "state.get", {})).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("last seen 2026-01-01T00:00:00.000Z"),
  });
});

test("waits no longer than the deadline", async () => {
  await tellStatus("online");
  const asked = expect(link.command("hub", "state.get", {})).rejects.toMatchObject({ code: "device_timeout" });
  await clock.advance(2_000);
  await asked;
});

test("hands on the device's own code and message, and makes an unknown code internal", async () => {
  handlers["session.close"].mockRejectedValueOnce(new AppError("conflict", "It records until 21:30.", { details: 7 }));
  await startExecutor();
  await tellStatus("online");
  await expect(link.command("hub", "session.close", { session_id: SESSION })).rejects.toMatchObject({
    code: "conflict",
    message: "It records until 21:30.",
    details: 7,
  });
  device.subscribe(topics.commands("pi"), ({ payload }) => {
    const { id } = JSON.parse(payload.toString());
    const reply = { id, ok: false, error: { code: "on_fire", message: "!" } };
    void device.publish(topics.replies("pi"), JSON.stringify(reply));
  });
  await web.publish(topics.status("pi"), JSON.stringify({ status: "online", at: clock.now().toISOString() }));
  await settle();
  await expect(link.command("pi", "state.get", {})).rejects.toMatchObject({ code: "internal", message: "!" });
});

test("refuses an answer of the wrong shape, and an answer from another device", async () => {
  device.subscribe(topics.commands("hub"), ({ payload }) => {
    const { id } = JSON.parse(payload.toString());
    void device.publish(topics.replies("pi"), JSON.stringify({ id, ok: true, result: STATE }));
    void device.publish(topics.replies("hub"), JSON.stringify({ id, ok: true, result: { sessions: 3 } }));
  });
  await tellStatus("online");
  await expect(link.command("hub", "state.get", {})).rejects.toMatchObject({
    code: "internal",
    message: expect.stringContaining("could not be understood"),
  });
});

test("asks again with the same id when the device comes back in time", async () => {
  const ids: string[] = [];
  device.subscribe(topics.commands("hub"), ({ payload }) => ids.push(JSON.parse(payload.toString()).id));
  await tellStatus("online");
  const asked = link.command("hub", "session.close", { session_id: SESSION });
  device.cut();
  await settle();
  expect(ids).toEqual([]);
  await startExecutor();
  device.restore();
  await tellStatus("online");
  await expect(asked).resolves.toEqual({});
  expect(new Set(ids).size).toBe(1);
});

test("tells presence and every status, and counts all as offline while its own link is away", async () => {
  const presences: boolean[] = [];
  const statuses: string[] = [];
  link.onPresence((_, { online }) => presences.push(online));
  link.onStatus((_, { status }) => statuses.push(status));
  await tellStatus("online");
  await tellStatus("online");
  expect([presences, statuses]).toEqual([[true], ["online", "online"]]);
  web.cut();
  expect(link.presence("hub").online).toBe(false);
  await expect(link.command("hub", "state.get", {})).rejects.toMatchObject({ code: "unavailable" });
  web.restore();
  await settle();
  expect(presences).toEqual([true, false, true]);
});

test("a device that goes silent is offline within five seconds", async () => {
  const executor = await startExecutor();
  await tellStatus("online");
  await clock.advance(20_000);
  expect(link.presence("hub").online).toBe(true);
  await executor.stop();
  await clock.advance(5_000);
  expect(link.presence("hub").online).toBe(false);
});
