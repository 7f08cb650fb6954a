import { randomUUID } from "node:crypto";
import type { EdgeConfig } from "@/lib/config/edge";
import type { Clock } from "@/lib/core/clock";
import { every } from "@/lib/core/every";
import type { Logger } from "@/lib/core/logger";
import { type StopStep, stopInOrder } from "@/lib/core/stop-in-order";
import { chooseGpio } from "@/lib/gpio/choose-gpio";
import type { Gpio } from "@/lib/gpio/gpio";
import type { Bus } from "@/lib/mqtt/bus";
import { createCommandExecutor } from "@/lib/mqtt/command-executor";
import { runProcess } from "@/lib/process/node-process-runner";
import manifest from "../package.json" with { type: "json" };
import { composeCameras } from "./compose-cameras";
import { composeOutbox } from "./compose-outbox";
import { composeSensors } from "./compose-sensors";
import { composeUploads } from "./compose-uploads";
import { type DeviceState, openDeviceState } from "./device-state";
import { createLinks } from "./links";
import { createLocalHttp } from "./local-http/server";
import { createSnapshots } from "./local-http/snapshots";
import { createMedia } from "./media";
import { commandHandlers } from "./services/commands";
import { watchDisk } from "./services/disk-watch";
import { createEvents } from "./services/events";
import { createFfmpegCheck } from "./services/ffmpeg-available";
import { createDeviceFiles } from "./services/files";
import { readFullReport } from "./services/full-report";
import { Heart } from "./services/heart";
import { createPreviewPublisher } from "./services/preview-publisher";
import { createClockTrust, readStatus } from "./services/read-status";
import { createReports } from "./services/reports";
import { createShowNow } from "./services/sensors/show-now";
import { createStatusTeller } from "./services/status";
import { freeCopies } from "./services/uploads/free-copies";

const CHECK_EVERY_MS = 60_000;
const ROOM_EVERY_MS = 10_000;
const RECONNECT_AFTER_MS = 500;

export type Worker = {
  /** What runs is closed durably, what waits stays in the outbox; resolves within 10 s. */
  stop(): Promise<void>;
  /** What keeps it from doing its work, in words; null when nothing does. */
  look(): Promise<string | null>;
  /** What it does at the moment, in a line. */
  sayHow(): string;
};

/**
 * The whole device, running. What the last run left unfinished is taken up before anything new is accepted. Throws when
 * the device cannot do its work: no durable database, no spool, its port taken.
 */
export async function startWorker(config: EdgeConfig, clock: Clock, log: Logger): Promise<Worker> {
  const state = await openDeviceState(config, clock);
  const { bus, previewBus } = createLinks(config, state.token, clock, log);
  const gpio = await chooseGpio(config.GPIO_DRIVER);
  const device = composeDevice({ config, gpio, clock, log, state, bus, previewBus });
  await Promise.all([device.clockTrust.refresh(), device.ffmpeg.refresh()]);
  if (device.ffmpeg.path === null)
    log.error({ command: config.FFMPEG_PATH }, "ffmpeg does not run: nothing can be recorded");
  await device.salvageActive();
  await device.salvageOrphans();
  await device.salvageClips();
  device.sensors.start();
  await device.http.start();
  device.status.start();
  await device.drain.start();
  await device.executor.start();
  await device.uploads?.start();
  const stopTelling = [
    bus.onConnect(device.tellFull),
    bus.onConnect(() => device.uploads?.wake()),
    every({ name: "full report", periodMs: CHECK_EVERY_MS, clock, log }, device.tellFull),
    every({ name: "self check", periodMs: CHECK_EVERY_MS, clock, log }, device.check),
    every({ name: "room", periodMs: ROOM_EVERY_MS, clock, log }, device.makeRoom),
    device.watchDisk(),
  ];
  await Promise.all([bus.start(), previewBus.start()]);
  log.info({ device: config.DEVICE_ID, version: manifest.version, storage: state.storageId }, "edge-worker is up");
  const steps: StopStep[] = [
    ["regular tasks", 100, () => stopTelling.map((stop) => stop())],
    ["commands", 1_000, () => device.stopCommands()],
    ["uploads", 500, () => device.uploads?.stop()],
    ["viewers", 500, () => device.stopViewers()],
    // Suspending comes before anything that could take its time.
    ["sensors", 500, () => device.sensors.stop()],
    ["recordings", 4_500, () => device.suspend()],
    ["cameras", 1_000, () => device.cameras.stop()],
    ["status", 500, () => device.status.stop()],
    ["outbox", 500, () => device.drain.stop()],
    ["links", 700, () => Promise.all([bus.stop(), previewBus.stop()])],
    ["database", 500, () => state.close()],
  ];
  return { stop: () => stopInOrder(steps, clock, log), look: () => device.heart.look(), sayHow: device.sayHow };
}

type Parts = {
  config: EdgeConfig;
  gpio: Gpio;
  clock: Clock;
  log: Logger;
  state: DeviceState;
  bus: Bus;
  previewBus: Bus;
};

function composeDevice({ config, gpio, clock, log, state, bus, previewBus }: Parts) {
  const { DEVICE_ID: deviceId, MEDIA_DIR: mediaDir } = config;
  const { outbox, recordings: store } = state;
  const bootId = randomUUID();
  const drain = composeOutbox({ config, outbox, token: () => state.token.current(), bus, bootId, clock, log });
  const clockTrust = createClockTrust(clock);
  const isClockSynced = () => clockTrust.isSynced();
  const origin = { outbox, deviceId, bootId, clock, wake: () => drain.wake() };
  const events = createEvents({ ...origin, isClockSynced, log });
  const sending = composeUploads({ config, state, reports: createReports({ ...origin, bus }), events, clock, log });
  const { reports, uploads } = sending;
  const media = createMedia(config, clock, log);
  const parts = composeCameras({ config, state, media, reports, events, clock, log, onChange: () => status.changed() });
  const { cameras, sessions, recordings, finisher, clips, readDisk } = parts;

  const ffmpeg = createFfmpegCheck(config.FFMPEG_PATH, runProcess);
  const about = {
    version: manifest.version,
    storageId: state.storageId,
    maxConcurrent: config.MAX_CONCURRENT_RECORDINGS,
  };
  const sensors = composeSensors({
    ...{ config, state, gpio, cameras, clips, events, clock, log },
    showNow: createShowNow({ bus: previewBus, deviceId, cameras, makeStill: media.makeStill, log }),
    onChange: () => status.changed(),
  });
  const sources = { cameras, sensors, outbox, ffmpeg, readDisk, isClockSynced, clock };
  const read = () => readStatus({ ...about, ...sources, tokenMark: () => state.token.mark() });
  const status = createStatusTeller({ bus, deviceId, clock, log, read });
  const readFull = (besideBytes = 0) =>
    readFullReport({ sessions, cameras, store, running: () => recordings.running(), clock }, besideBytes);

  const previews = createPreviewPublisher({ cameras, bus: previewBus, deviceId, clock, log });
  const onDelete = (fileId: string) => {
    uploads?.forget(fileId);
    state.copies.remove(fileId);
  };
  const files = createDeviceFiles({ mediaDir, store, reports, log, onDelete });
  const { salvageActive, salvageOrphans, salvageClips } = parts;
  const handlers = commandHandlers({
    ...{ cameras, sessions, recordings, clips, previews, files, sensors, salvageOrphans },
    upload: sending.ask,
    testCamera: media.testCamera,
    readFullReport: readFull,
    setToken(token) {
      state.token.set(token);
      // The reply leaves first, over the connection that the command came by.
      void clock.sleep(RECONNECT_AFTER_MS).then(() => state.token.announce());
    },
  });
  const snapshots = createSnapshots({ cameras, clock });
  const http = createLocalHttp({
    ...{ deviceId, cameras, recordings, store, snapshots, sensors, mediaDir, readStatus: read, clock, log },
    ...{ host: config.EDGE_LOCAL_HOST, port: config.PROXY_BASE_PORT, token: config.EDGE_LOCAL_TOKEN },
    isConnected: () => bus.connected,
  });
  const executor = createCommandExecutor({
    ...{ bus, deviceId, clock, log, handlers, isClockSynced },
    executed: state.executed,
  });
  return {
    ...{ cameras, sensors, http, status, drain, clockTrust, ffmpeg, salvageActive, salvageOrphans, salvageClips },
    ...{ executor, uploads },
    heart: new Heart({
      ...{ readDisk, clock, running: () => recordings.running() },
      readDatabase: () => void store.unfinished(),
      isLive: (cameraId) => cameras.reports().some(({ id, state }) => id === cameraId && state === "live"),
    }),
    sayHow() {
      const live = cameras.reports().filter(({ state }) => state === "live").length;
      return `${live} of ${cameras.all().length} cameras live, ${recordings.running().length} recording, ${outbox.size()} queued`;
    },
    watchDisk: () => watchDisk({ ...{ readDisk, events, clock, log }, memory: state.disk, atOnce: state.atOnce }),
    makeRoom: () => freeCopies({ copies: state.copies, files, readDisk, log }),
    tellFull() {
      if (bus.connected) reports.full(readFull());
    },
    async check() {
      await clockTrust.refresh();
      if (ffmpeg.path === null) await ffmpeg.refresh();
    },
    async stopCommands() {
      // A clip that still waits for what is to come ends here, and its command with it.
      const clipsWritten = clips.stop();
      await Promise.all([executor.stop(), clipsWritten]);
    },
    async stopViewers() {
      previews.stop();
      snapshots.stop();
      await http.stop();
    },
    async suspend() {
      parts.stopWatchdog();
      finisher.stop();
      await Promise.all([recordings.suspend(), clips.stop()]);
      sessions.stop();
    },
  };
}
