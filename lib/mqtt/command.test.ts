import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { createLogger } from "@/lib/core/logger";
import { SteppedClock } from "@/lib/core/stepped-clock";
import { type BusDeviceLink, createDeviceLink } from "./bus-device-link";
import { type CommandExecutorOptions, type CommandHandlers, createCommandExecutor } from "./command-executor";
import { type MemoryBus, memoryBroker } from "./memory-bus";
import { memoryExecuted } from "./memory-executed";
import { topics } from "./topics";

const log = createLogger("test", "silent");
const SESSION = "sess_1_1700000000000";
const camera = { source: "test" as const, url: null };
const state = { sessions: [], recordings: [], cameras_version: null, cameras: [] };

let clock: SteppedClock;
let web: MemoryBus;
let device: MemoryBus;
let link: BusDeviceLink;
let handlers: { [N in keyof CommandHandlers]: ReturnType<typeof vi.fn<CommandHandlers[N]>> };
let stops: (() => Promise<void>)[];

const unexpected = () => vi.fn(() => Promise.reject(new Error("not part of this test")));
const allHandlers = () => ({
  "session.open": unexpected(),
  "session.close": vi.fn(async () => ({})),
  "record.start": unexpected(),
  "record.stop": unexpected(),
  "record.extend": unexpected(),
  "preview.start": vi.fn(async () => ({})),
  "camera.set": vi.fn(async ({ version }: { version: string }) => ({ version })),
  "camera.test": vi.fn(async () => ({ ok: true, message: "fine" })),
  "file.delete": vi.fn(async () => ({})),
  "file.log": unexpected(),
  "state.get": vi.fn(async () => state),
  "cleanup.run": unexpected(),
});

async function startExecutor(options: Partial<CommandExecutorOptions> = {}) {
  const executed = memoryExecuted();
  const executor = createCommandExecutor({ bus: device, deviceId: "hub", clock, log, executed, handlers, ...options });
  await executor.start();
  stops.push(() => executor.stop());
  return executor;
}
const settle = () => clock.advance(0).then(() => clock.advance(0));
const sendStatus = (status: "online" | "offline", bus = device) =>
  bus.publish(topics.status("hub"), JSON.stringify({ status, at: clock.now().toISOString() }), { retain: true });

/** Sends a command as it stands on the wire and collects what is answered to it. */
async function onTheWire(command: { id?: string; name: string; args?: unknown; expires_at?: string }) {
  const id = command.id ?? newId();
  const answers: unknown[] = [];
  const stop = web.subscribe(topics.replies("hub"), ({ payload }) => {
    const reply = JSON.parse(payload.toString());
    if (reply.id === id) answers.push(reply);
  });
  const expiresAt = new Date(clock.now().getTime() + 5_000).toISOString();
  await web.publish(topics.commands("hub"), JSON.stringify({ args: {}, expires_at: expiresAt, ...command, id }));
  await settle();
  stop();
  return answers;
}

beforeEach(async () => {
  clock = new SteppedClock();
  const broker = memoryBroker(log);
  web = broker.bus();
  device = broker.bus({
    will: {
      topic: topics.status("hub"),
      payload: '{"status":"offline","at":"2026-01-01T00:00:00.000Z"}',
      retain: true,
    },
  });
  link = createDeviceLink({ bus: web, clock, log });
  handlers = allHandlers();
  stops = [];
  await link.start();
  await Promise.all([web.start(), device.start()]);
});
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  await link.stop();
});

describe("the server's end", () => {
  test("asks and gets the answer", async () => {
    await startExecutor();
    await sendStatus("online");
    await settle();
    await expect(link.command("hub", "camera.test", camera)).resolves.toEqual({ ok: true, message: "fine" });
    expect(handlers["camera.test"]).toHaveBeenCalledWith(camera);
  });

  test("says at once that a device is offline, and since when", async () => {
    await expect(link.command("hub", "state.get", {})).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("has not been seen yet"),
    });
    await sendStatus("online");
    await settle();
    await clock.advance(3_000);
    device.cut();
    await settle();
    await expect(link.command("hub", "state.get", {})).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("last seen 2026-01-01T00:00:00.000Z"),
    });
  });

  test("waits no longer than the deadline", async () => {
    await sendStatus("online");
    await settle();
    const asked = expect(link.command("hub", "state.get", {})).rejects.toMatchObject({ code: "device_timeout" });
    await clock.advance(2_000);
    await asked;
  });

  test("hands on the device's own code and message, and makes an unknown code internal", async () => {
    handlers["session.close"].mockRejectedValueOnce(
      new AppError("conflict", "It records until 21:30.", { details: 7 }),
    );
    await startExecutor();
    await sendStatus("online");
    await settle();
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
      void device.publish(topics.replies("pi"), JSON.stringify({ id, ok: true, result: state }));
      void device.publish(topics.replies("hub"), JSON.stringify({ id, ok: true, result: { sessions: 3 } }));
    });
    await sendStatus("online");
    await settle();
    await expect(link.command("hub", "state.get", {})).rejects.toMatchObject({
      code: "internal",
      message: expect.stringContaining("could not be understood"),
    });
  });

  test("asks again with the same id when the device comes back in time", async () => {
    const ids: string[] = [];
    device.subscribe(topics.commands("hub"), ({ payload }) => ids.push(JSON.parse(payload.toString()).id));
    await sendStatus("online");
    await settle();
    const asked = link.command("hub", "session.close", { session_id: SESSION });
    device.cut();
    await settle();
    expect(ids).toEqual([]);
    await startExecutor();
    device.restore();
    await sendStatus("online");
    await settle();
    await expect(asked).resolves.toEqual({});
    expect(new Set(ids).size).toBe(1);
  });

  test("tells presence and every status, and counts all as offline while its own link is away", async () => {
    const presences: boolean[] = [];
    const statuses: string[] = [];
    link.onPresence((_, { online }) => presences.push(online));
    link.onStatus((_, { status }) => statuses.push(status));
    await sendStatus("online");
    await sendStatus("online");
    await settle();
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
    await sendStatus("online");
    await clock.advance(20_000);
    expect(link.presence("hub").online).toBe(true);
    await executor.stop();
    await clock.advance(5_000);
    expect(link.presence("hub").online).toBe(false);
  });
});

describe("the device's end", () => {
  test("executes an id once and repeats the reply", async () => {
    await startExecutor();
    const command = { id: newId(), name: "session.close", args: { session_id: SESSION } };
    const first = await onTheWire(command);
    const second = await onTheWire(command);
    expect(first).toEqual([{ id: command.id, ok: true, result: {} }]);
    expect(second).toEqual(first);
    expect(handlers["session.close"]).toHaveBeenCalledTimes(1);
  });

  test("a repeat while it is still at work changes nothing and gets the one reply", async () => {
    let finish = () => {};
    handlers["session.close"].mockReturnValue(new Promise((resolve) => (finish = () => resolve({}))));
    await startExecutor();
    const command = { id: newId(), name: "session.close", args: { session_id: SESSION } };
    const answers: unknown[] = [];
    web.subscribe(topics.replies("hub"), ({ payload }) => answers.push(JSON.parse(payload.toString()).ok));
    await onTheWire(command);
    await onTheWire(command);
    finish();
    await settle();
    expect(answers).toEqual([true]);
    expect(handlers["session.close"]).toHaveBeenCalledTimes(1);
  });

  test("a restart changes nothing: the same reply, and never a second execution", async () => {
    const executed = memoryExecuted();
    const args = { session_id: SESSION };
    const [answered, interrupted] = [newId(), newId()];
    const before = await startExecutor({ executed });
    const [first] = await onTheWire({ id: answered, name: "session.close", args });
    await before.stop();
    executed.begin(interrupted);
    await startExecutor({ executed });
    expect(await onTheWire({ id: answered, name: "session.close", args })).toEqual([first]);
    const [second] = await onTheWire({ id: interrupted, name: "session.close", args });
    expect(second).toMatchObject({ ok: false, error: { code: "unavailable" } });
    expect(handlers["session.close"]).toHaveBeenCalledTimes(1);
  });

  test("what comes every few seconds is not written to disk", async () => {
    const executed = memoryExecuted();
    const begin = vi.spyOn(executed, "begin");
    await startExecutor({ executed });
    const args = { camera: 7, profile: "tile", lease_s: 15 };
    const command = { id: newId(), name: "preview.start", args };
    expect(await onTheWire(command)).toEqual(await onTheWire(command));
    expect(begin).not.toHaveBeenCalled();
    expect(handlers["preview.start"]).toHaveBeenCalledTimes(1);
  });

  test("a failure is the reply, and stays it", async () => {
    handlers["session.close"].mockRejectedValueOnce(new AppError("not_found", "No such session."));
    await startExecutor();
    const command = { id: newId(), name: "session.close", args: { session_id: SESSION } };
    const error = { code: "not_found", message: "No such session." };
    expect(await onTheWire(command)).toEqual([{ id: command.id, ok: false, error }]);
    expect(await onTheWire(command)).toEqual([{ id: command.id, ok: false, error }]);
  });

  test("a bug answers `internal` without its text", async () => {
    handlers["session.close"].mockRejectedValueOnce(new Error("secret rtsp://u:p@h"));
    await startExecutor();
    const [reply] = await onTheWire({ name: "session.close", args: { session_id: SESSION } });
    expect(reply).toMatchObject({ ok: false, error: { code: "internal" } });
    expect(JSON.stringify(reply)).not.toContain("secret");
  });

  test("refuses unexecuted what is past its deadline, unknown, or of the wrong shape", async () => {
    await startExecutor();
    const past = new Date(clock.now().getTime() - 2_000).toISOString();
    const code = async (command: Parameters<typeof onTheWire>[0]) => (await onTheWire(command))[0];
    expect(await code({ name: "cleanup.run", expires_at: past })).toMatchObject({ error: { code: "device_timeout" } });
    expect(await code({ name: "sing" })).toMatchObject({ error: { code: "unavailable" } });
    expect(await code({ name: "constructor" })).toMatchObject({ error: { code: "unavailable" } });
    expect(await code({ name: "session.close" })).toMatchObject({ error: { code: "unprocessable" } });
    for (const handler of Object.values(handlers)) expect(handler).not.toHaveBeenCalled();
  });

  test("a device whose clock is not set does not refuse for the server's time", async () => {
    await startExecutor({ isClockSynced: () => false });
    const [reply] = await onTheWire({ name: "state.get", expires_at: "2001-01-01T00:00:00.000Z" });
    expect(reply).toMatchObject({ ok: true });
  });

  test("an answer larger than a message is a failure that says so", async () => {
    handlers["file.log"].mockResolvedValueOnce({ text: "x".repeat(70_000) });
    await startExecutor();
    const [reply] = await onTheWire({ name: "file.log", args: { session_id: SESSION, club_id: 1 } });
    expect(reply).toMatchObject({ ok: false, error: { code: "too_large" } });
  });

  test("an answer that met a cut link is sent when it is back, while somebody waits", async () => {
    let finish = () => {};
    handlers["session.close"].mockReturnValue(new Promise((resolve) => (finish = () => resolve({}))));
    await startExecutor();
    await sendStatus("online");
    await settle();
    const asked = link.command("hub", "session.close", { session_id: SESSION });
    await settle();
    device.cut();
    finish();
    await settle();
    device.restore();
    await settle();
    await expect(asked).resolves.toEqual({});
  });

  test("executes although its disk fails", async () => {
    const broken = () => {
      throw new Error("disk full");
    };
    await startExecutor({ executed: { begin: broken, finish: broken, find: broken } });
    const [reply] = await onTheWire({ name: "session.close", args: { session_id: SESSION } });
    expect(reply).toMatchObject({ ok: true });
  });

  test("ignores what is no command", async () => {
    await startExecutor();
    for (const payload of ["", "{", "[]", '{"id":1}']) await web.publish(topics.commands("hub"), payload);
    await settle();
    expect(await onTheWire({ name: "state.get" })).toHaveLength(1);
  });
});
