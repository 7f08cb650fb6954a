import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createLogger } from "@/lib/core/logger";
import { runProcess } from "./node-process-runner";
import { systemdNotifier } from "./systemd-notifier";

const about = { watchdogMs: 30_000, run: runProcess, log: createLogger("test", "silent") };

/** What systemd does: a socket for datagrams, each printed as a line. It lets go of the barrier's descriptor at once. */
const LISTENER = `
import os, socket, sys
listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(sys.argv[1])
print("bound", flush=True)
while True:
    text, fds, _, _ = socket.recv_fds(listener, 4096, 4)
    for fd in fds: os.close(fd)
    print(text.decode().replace("\\n", " "), flush=True)
`;

test("what is told arrives at systemd's socket", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "notify-"));
  const socket = path.join(folder, "notify");
  const listener = spawn("/usr/bin/python3", ["-c", LISTENER, socket], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => {
    listener.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  let heard = "";
  listener.stdout.on("data", (bytes: Buffer) => {
    heard += bytes.toString();
  });
  await once(listener.stdout, "data");
  const systemd = systemdNotifier({ ...about, socket });
  await systemd.tell("READY=1", "STATUS=2 cameras");
  await systemd.tell("WATCHDOG=1");
  await expect.poll(() => heard).toMatch(/READY=1 STATUS=2 cameras[\s\S]*WATCHDOG=1/);
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
