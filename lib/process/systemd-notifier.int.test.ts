import { expect, onTestFinished, test } from "vitest";
import { createLogger } from "@/lib/core/logger";
import { runProcess } from "./node-process-runner";
import { startNotifyListener } from "./notify-listener.fixture";
import { systemdNotifier } from "./systemd-notifier";

const about = { watchdogMs: 30_000, run: runProcess, log: createLogger("test", "silent") };

test("what is told arrives at systemd's socket", async () => {
  const listener = await startNotifyListener();
  onTestFinished(() => listener.stop());
  const { socket, heard } = listener;
  const systemd = systemdNotifier({ ...about, socket });
  await systemd.tell("READY=1", "STATUS=2 cameras");
  await systemd.tell("WATCHDOG=1");
  await expect.poll(heard).toMatch(/READY=1 STATUS=2 cameras[\s\S]*WATCHDOG=1/);
  expect(systemd.watchdogMs).toBe(30_000);
});

test("where systemd does not listen nothing is run", async () => {
  const run = () => Promise.reject(new Error("nothing may be run"));
  const systemd = systemdNotifier({ ...about, socket: null, run });
  await systemd.tell("READY=1");
  expect(systemd.watchdogMs).toBeNull();
});

test("a socket that is gone costs nothing but a line in the log", async () => {
  await systemdNotifier({ ...about, socket: "/nowhere/notify" }).tell("READY=1");
});
