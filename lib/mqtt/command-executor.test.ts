import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { type CommandWorld, commandWorld, SESSION } from "./command-world.fixture";
import { memoryExecuted } from "./memory-executed";
import { topics } from "./topics";

let { clock, web, device, link, handlers, settle, startExecutor, tellStatus, onTheWire, stop } = {} as CommandWorld;
beforeEach(async () => {
  ({ clock, web, device, link, handlers, settle, startExecutor, tellStatus, onTheWire, stop } = await commandWorld());
});
afterEach(() => stop());

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
  const code = async (command: Parameters<CommandWorld["onTheWire"]>[0]) => (await onTheWire(command))[0];
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
  await tellStatus("online");
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
