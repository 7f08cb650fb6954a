import { vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { createLogger } from "@/lib/core/logger";
import { SteppedClock } from "@/lib/core/stepped-clock";
import { createDeviceLink } from "./bus-device-link";
import { type CommandExecutorOptions, type CommandHandlers, createCommandExecutor } from "./command-executor";
import { memoryBroker } from "./memory-bus";
import { memoryExecuted } from "./memory-executed";
import { topics } from "./topics";

export const SESSION = "sess_1_1700000000000";
export const STATE = { sessions: [], recordings: [], cameras_version: null, cameras: [] };

type WireCommand = { id?: string; name: string; args?: unknown; expires_at?: string };

const WILL = {
  topic: topics.status("hub"),
  payload: '{"status":"offline","at":"2026-01-01T00:00:00.000Z"}',
  retain: true,
};

/** A server's link and a device `hub` on one broker in memory, and a clock that stands still. */
export async function commandWorld() {
  const log = createLogger("test", "silent");
  const clock = new SteppedClock();
  const broker = memoryBroker(log);
  const [web, device] = [broker.bus(), broker.bus({ will: WILL })];
  const link = createDeviceLink({ bus: web, clock, log });
  const handlers = handlersOf();
  const stops = [() => link.stop()];
  await link.start();
  await Promise.all([web.start(), device.start()]);

  const settle = async () => {
    for (let i = 0; i < 4; i++) await clock.advance(0);
  };

  return {
    ...{ clock, web, device, link, handlers, settle },

    async startExecutor(options: Partial<CommandExecutorOptions> = {}) {
      const executed = memoryExecuted();
      const parts = { bus: device, deviceId: "hub", clock, log, executed, handlers };
      const executor = createCommandExecutor({ ...parts, ...options });
      await executor.start();
      stops.push(() => executor.stop());
      return executor;
    },

    async tellStatus(status: "online" | "offline") {
      const payload = JSON.stringify({ status, at: clock.now().toISOString() });
      await device.publish(topics.status("hub"), payload, { retain: true });
      await settle();
    },

    /** Sends a command as it stands on the wire and collects what is answered to it. */
    async onTheWire(command: WireCommand): Promise<unknown[]> {
      const id = command.id ?? newId();
      const answers: unknown[] = [];
      const stop = web.subscribe(topics.replies("hub"), ({ payload }) => {
        const reply = JSON.parse(payload.toString());
        if (reply.id === id) answers.push(reply);
      });
      const expiresAt = new Date(clock.now().getTime() + 5_000).toISOString();
      const sent = { args: {}, expires_at: expiresAt, ...command, id };
      await web.publish(topics.commands("hub"), JSON.stringify(sent));
      await settle();
      stop();
      return answers;
    },

    async stop() {
      for (const stop of stops.reverse()) await stop();
    },
  };
}

export type CommandWorld = Awaited<ReturnType<typeof commandWorld>>;

const unexpected = () => vi.fn(() => Promise.reject(new Error("not part of this test")));

const handlersOf = (): { [N in keyof CommandHandlers]: ReturnType<typeof vi.fn<CommandHandlers[N]>> } => ({
  "session.open": unexpected(),
  "session.close": vi.fn(async () => ({})),
  "record.start": unexpected(),
  "record.stop": unexpected(),
  "record.extend": unexpected(),
  "clip.take": unexpected(),
  "preview.start": vi.fn(async () => ({})),
  "camera.set": vi.fn(async ({ version }) => ({ version })),
  "camera.test": vi.fn(async () => ({ ok: true, message: "fine" })),
  "config.set": vi.fn(async ({ version }) => ({ version })),
  "sensor.simulate": unexpected(),
  "file.delete": vi.fn(async () => ({})),
  "file.log": unexpected(),
  "token.set": vi.fn(async () => ({})),
  "file.upload": unexpected(),
  "state.get": vi.fn(async () => STATE),
  "cleanup.run": unexpected(),
});
