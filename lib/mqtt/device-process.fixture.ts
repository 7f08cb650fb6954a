import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { systemClock } from "@/lib/core/clock";
import { createLogger } from "@/lib/core/logger";
import { createCommandExecutor } from "./command-executor";
import { memoryExecuted } from "./memory-executed";
import { mqttBus } from "./mqtt-bus";
import { topics } from "./topics";

const file = fileURLToPath(import.meta.url);

/** A device in a process of its own, to be killed or frozen. It answers `session.close` and tells its status. */
export const startDeviceProcess = (port: number, deviceId: string, password: string): ChildProcess =>
  spawn(process.execPath, ["--import", "tsx", file, `${port}`, deviceId, password], {
    stdio: ["pipe", "ignore", "inherit"],
  });

/** Ends it whatever state it is in. */
export async function endDeviceProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

async function runDevice(port: string, deviceId: string, password: string): Promise<void> {
  const log = createLogger("device", "silent");
  const status = (state: "online" | "offline") => JSON.stringify({ status: state, at: new Date().toISOString() });
  const bus = mqttBus({
    url: `mqtt://127.0.0.1:${port}`,
    username: deviceId,
    password,
    clientId: deviceId,
    will: { topic: topics.status(deviceId), payload: () => status("offline"), retain: true },
    log,
  });
  const tellStatus = () =>
    bus.publish(topics.status(deviceId), status("online"), { retain: true }).catch(() => undefined);
  bus.onConnect(() => void tellStatus());
  setInterval(() => void tellStatus(), 10_000);
  const nothing = () => Promise.reject(new Error("not in this device"));
  const executor = createCommandExecutor({
    bus,
    deviceId,
    clock: systemClock,
    log,
    executed: memoryExecuted(),
    handlers: {
      "session.open": nothing,
      "session.close": async () => ({}),
      "record.start": nothing,
      "record.stop": nothing,
      "record.extend": nothing,
      "clip.take": nothing,
      "preview.start": nothing,
      "camera.set": nothing,
      "camera.test": nothing,
      "config.set": nothing,
      "sensor.simulate": nothing,
      "file.delete": nothing,
      "file.log": nothing,
      "token.set": nothing,
      "file.upload": nothing,
      "state.get": nothing,
      "cleanup.run": nothing,
    },
  });
  // The pipe ends with the test program, however that ends.
  process.stdin.on("end", () => process.exit()).resume();
  await executor.start();
  await bus.start();
}

if (process.argv[1] === file) await runDevice(...(process.argv.slice(2) as [string, string, string]));
