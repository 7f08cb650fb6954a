import type { CameraReport, CameraState } from "@/lib/contracts/cameras";
import type { DeviceConfig } from "@/lib/contracts/device-config";
import { frameHeader } from "@/lib/contracts/frame";
import type { DeviceStatus } from "@/lib/contracts/mqtt";
import { PROFILES, type Profile } from "@/lib/contracts/preview";
import { systemClock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { createLogger } from "@/lib/core/logger";
import { PartMaker, toMessage } from "@/lib/media/live/parts.fixture";
import { type CommandHandlers, createCommandExecutor } from "@/lib/mqtt/command-executor";
import { memoryExecuted } from "@/lib/mqtt/memory-executed";
import { mqttBus } from "@/lib/mqtt/mqtt-bus";
import { topics } from "@/lib/mqtt/topics";

type Options = { url: string; deviceId: string; token: string; frameBytes?: number };
export type FakeDevice = Awaited<ReturnType<typeof startFakeDevice>>;

const JPEG_MARKS = [Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from([0xff, 0xd9])] as const;
const unexpected = () => Promise.reject(new AppError("internal", "The fake device cannot do this."));

/**
 * A device as web meets it: its own account at a real broker, retained status and will, commands answered once, pictures
 * while a lease lasts. Its cameras show made-up bytes; what it was asked is counted.
 */
export async function startFakeDevice({ url, deviceId, token, frameBytes = 20_000 }: Options) {
  const log = createLogger("fake-device", "silent");
  const status = (over: Partial<DeviceStatus>): string =>
    JSON.stringify({ status: "online", at: new Date().toISOString(), max_concurrent: 10, ...over });
  const bus = mqttBus({
    url,
    username: deviceId,
    password: token,
    clientId: deviceId,
    will: { topic: topics.status(deviceId), payload: () => status({ status: "offline" }), retain: true },
    log,
  });
  const asked: { name: string; args: unknown }[] = [];
  const away = new Set<number>();
  const leases = new Map<string, { cameraId: number; profile: Profile; endsMs: number; sequence: number }>();
  /** Cameras whose stream somebody wants, and until when. */
  const live = new Map<number, number>();
  let cameras: number[] = [];
  let camerasVersion: string | null = null;
  let config: DeviceConfig | null = null;

  const report = (id: number): CameraReport => {
    const state: CameraState = away.has(id) ? "unreachable" : "live";
    const error = away.has(id) ? "connection refused" : null;
    const size = { codec: "h264", width: 1280, height: 720, fps: 25, bitrate: null };
    return { id, state, error, ...size, frame_age_ms: 40, reconnects: 0, consumers: 1, recording_session_id: null };
  };
  const camerasAndSensors = (): Partial<DeviceStatus> => ({
    ...{ cameras: cameras.map(report), cameras_version: camerasVersion, gpio_driver: "simulated" },
    ...{ config_version: config?.version ?? null, config_source: config ? "web" : "none" },
    sensors: (config?.sensors ?? []).map(({ name, kind, pin }) => ({
      ...{ name, kind, pin, state: "ok", error: null, last_triggered_at: null },
    })),
  });
  const tellStatus = () =>
    bus.publish(topics.status(deviceId), status({ ...camerasAndSensors() }), { retain: true }).catch(() => undefined);
  const refuseAway = (id: number) => {
    if (away.has(id)) throw new AppError("camera_unreachable", "The camera refuses the connection.");
  };

  const handlers: CommandHandlers = {
    "session.open": async ({ camera_id }) => {
      refuseAway(camera_id);
      return { camera: report(camera_id) };
    },
    "session.close": async () => ({}),
    "record.start": unexpected,
    "record.stop": unexpected,
    "record.extend": unexpected,
    "clip.take": unexpected,
    "preview.start": async ({ camera, profile, lease_s }) => {
      refuseAway(camera);
      if (profile === "hls") {
        live.set(camera, performance.now() + lease_s * 1_000);
        return {};
      }
      const id = `${camera}/${profile}`;
      const endsMs = performance.now() + lease_s * 1_000;
      leases.set(id, { cameraId: camera, profile, sequence: leases.get(id)?.sequence ?? 0, endsMs });
      return {};
    },
    "camera.set": async ({ version, cameras: set }) => {
      cameras = set.map((camera) => camera.id);
      camerasVersion = version;
      await tellStatus();
      return { version };
    },
    "camera.test": async () => ({ ok: true, message: "fine" }),
    "config.set": async (next) => {
      config = next;
      await tellStatus();
      return { version: next.version };
    },
    "sensor.simulate": async () => ({ event_id: newId() }),
    "file.delete": async () => ({}),
    "file.log": unexpected,
    "token.set": unexpected,
    "file.upload": unexpected,
    "state.get": async () => ({
      sessions: [],
      recordings: [],
      cameras_version: camerasVersion,
      cameras: cameras.map(report),
    }),
    "cleanup.run": async () => ({ stopped_proxies: 0, salvaged: 0, quarantined: 0 }),
  };
  const counted = Object.fromEntries(
    Object.entries(handlers).map(([name, handle]) => [
      name,
      (args: never) => {
        asked.push({ name, args });
        return handle(args);
      },
    ]),
  ) as CommandHandlers;

  const picture = Buffer.concat([JPEG_MARKS[0], Buffer.alloc(frameBytes, 0x55), JPEG_MARKS[1]]);
  const sendFrames = () => {
    for (const lease of leases.values()) {
      if (lease.endsMs < performance.now() || away.has(lease.cameraId)) continue;
      const { cameraId, profile } = lease;
      const size = { width: PROFILES[profile].width, height: 720 };
      const header = frameHeader({ capturedAtMs: Date.now(), sequence: ++lease.sequence, ...size });
      bus
        .publish(topics.preview(deviceId, cameraId, profile), Buffer.concat([header, picture]), { qos: 0 })
        .catch(() => undefined);
    }
  };

  const streams = new Map<number, PartMaker>();
  /** Segments of two parts; the bytes say which they are. */
  const sendParts = () => {
    for (const [cameraId, endsMs] of live) {
      if (endsMs < performance.now() || away.has(cameraId)) continue;
      const topic = topics.preview(deviceId, cameraId, "hls");
      const stream =
        streams.get(cameraId) ??
        new PartMaker((part) => void bus.publish(topic, toMessage(part), { qos: 0 }).catch(() => undefined));
      streams.set(cameraId, stream);
      if (stream.index % 2 === 0) stream.begin();
      stream.part();
    }
  };

  const executor = createCommandExecutor({
    bus,
    deviceId,
    clock: systemClock,
    log,
    executed: memoryExecuted(),
    handlers: counted,
  });
  bus.onConnect(() => void tellStatus());
  await executor.start();
  await bus.start();
  const frameTimer = setInterval(sendFrames, 66);
  const partTimer = setInterval(sendParts, 200);
  const statusTimer = setInterval(tellStatus, 10_000);

  return {
    /** Every command so far, in order. */
    asked,
    isConnected: () => bus.connected,
    setAway(cameraId: number, isAway: boolean) {
      if (isAway) away.add(cameraId);
      else away.delete(cameraId);
      void tellStatus();
    },
    async stop() {
      clearInterval(frameTimer);
      clearInterval(partTimer);
      clearInterval(statusTimer);
      await bus
        .publish(topics.status(deviceId), status({ status: "offline" }), { retain: true })
        .catch(() => undefined);
      await executor.stop();
      await bus.stop();
    },
  };
}
