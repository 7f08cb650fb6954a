import { mkdtempSync } from "node:fs";
import { appendFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Database } from "better-sqlite3";
import type { Gap } from "@/lib/contracts/recordings";
import { AppError } from "@/lib/core/errors";
import { SteppedClock } from "@/lib/core/stepped-clock";
import type { Recorder, RecorderResult, Replacement } from "@/lib/media/ports";
import {
  cameraConfig,
  FakeEvents,
  FakeOutbox,
  FakePreview,
  FakeProxy,
  memoryDatabase,
  silentBus,
  silentLog,
} from "../fakes.fixture";
import { createReports } from "../reports";
import { createEnding } from "./ending";
import { createFinisher } from "./finisher";
import { createJournal } from "./journal";
import type { RecordingPaths } from "./paths";
import { createRecordings } from "./recordings";
import { salvageActive, salvageOrphans } from "./salvage";
import { sqliteRecordingStore } from "./store";

/** A recorder that the test ends, and whose file is a few bytes. */
export class FakeRecorder implements Recorder {
  readonly startedAt: Date;
  written = 1;
  stops = 0;
  private tellEnd: (end: { error: string | null }) => void = () => {};
  readonly ended = new Promise<{ error: string | null }>((resolve) => {
    this.tellEnd = resolve;
  });

  constructor(
    clock: SteppedClock,
    private readonly paused: Gap[] = [],
  ) {
    this.startedAt = clock.now();
  }

  bytes(): number {
    return this.written;
  }

  die(error: string | null): void {
    this.tellEnd({ error });
  }

  gaps(): Gap[] {
    return this.paused;
  }

  replaced: (what: Replacement) => void = () => {};
  onReplaced(callback: (what: Replacement) => void): void {
    this.replaced = callback;
  }

  async stop(): Promise<void> {
    this.stops++;
    this.tellEnd({ error: null });
  }

  async suspend(): Promise<void> {
    await this.stop();
  }
}

type World = { db?: Database; mediaDir?: string; clock?: SteppedClock; outbox?: FakeOutbox };

/** The recordings of a device with two cameras, everything real but the media. A second one over the same world is a restart. */
export function setUp(world: World = {}) {
  const { db = memoryDatabase(), clock = new SteppedClock(), outbox = new FakeOutbox() } = world;
  const mediaDir = world.mediaDir ?? mkdtempSync(path.join(tmpdir(), "recordings-"));
  const proxies = new Map([1, 2].map((id) => [id, new FakeProxy(cameraConfig(id))]));
  const state = {
    disk: { bytesFree: 1_000, bytesTotal: 10_000, bytesReserved: 100 },
    recorders: [] as FakeRecorder[],
    over: [] as string[],
    startDelayMs: 0,
    canResume: true,
    pauses: [] as Gap[],
    finish: async (paths: RecordingPaths, assertRoom: (bytes: number) => Promise<void>): Promise<RecorderResult> => {
      // As of a part that must be written a second time.
      await assertRoom(1);
      return finishFile(paths, clock);
    },
  };
  const store = sqliteRecordingStore(db);
  const reports = createReports({ outbox, bus: silentBus, deviceId: "pi-1", bootId: "b", clock, wake: () => {} });
  const journal = createJournal({ store, reports, clock, log: silentLog, onChange: () => {} });
  const shared = {
    store,
    journal,
    mediaDir,
    deviceId: "pi-1",
    clock,
    log: silentLog,
    readDisk: async () => state.disk,
  };
  const finisher = createFinisher({
    ...shared,
    finishRecording: (paths, _chapters, assertRoom) => state.finish(paths, assertRoom),
  });
  const events = new FakeEvents();
  const onOver = (session: string) => void state.over.push(session);
  const ending = createEnding({ journal, finisher, clock, log: silentLog, onOver });
  const recordings = createRecordings({
    ...shared,
    ...{ finisher, ending, events, maxConcurrent: 2 },
    cameras: {
      pin(id) {
        const proxy = proxies.get(id);
        if (!proxy) throw new AppError("not_found", "unknown camera");
        const camera = { config: proxy.camera, proxy, preview: new FakePreview(), ring: null, closed: NEVER };
        return { ...camera, release: proxy.hold() };
      },
    },
    async startRecorder(proxy, paths) {
      await proxy.waitForFrame(4_000);
      if (state.startDelayMs > 0) await clock.sleep(state.startDelayMs);
      await appendFile(paths.part, "video");
      const recorder = new FakeRecorder(clock);
      state.recorders.push(recorder);
      return recorder;
    },
    async resumeRecorder(_proxy, paths) {
      if (!state.canResume) throw new AppError("unprocessable", "nothing to go on with");
      await appendFile(paths.part, "more");
      const recorder = new FakeRecorder(clock, state.pauses);
      state.recorders.push(recorder);
      return recorder;
    },
  });
  const salvage = {
    ...{ ...shared, finisher, resume: recordings.resume },
    isRunning: (session: string) => recordings.isActive(session),
  };
  return {
    ...{ db, clock, outbox, events, mediaDir, proxies, state, store, finisher, recordings },
    salvageActive: () => salvageActive(salvage),
    salvageOrphans: () => salvageOrphans(salvage),
    states: () => outbox.reports("recording").map((report) => report.state),
    cleanUp: () => rm(mediaDir, { recursive: true }),
  };
}

async function finishFile(paths: RecordingPaths, clock: SteppedClock): Promise<RecorderResult> {
  await rename(paths.part, paths.final);
  const file = { bytes: 5, durationSeconds: 1.5, sha256: "a".repeat(64), hasPoster: true };
  return { state: "ready", endedAt: clock.now(), file, error: null };
}

const NEVER = new AbortController().signal;

export const SESSION = "sess_1_1767225600000";
export const request = (
  clock: SteppedClock,
  change: { sessionId?: string; cameraId?: number; inMs?: number } = {},
) => ({
  ...{ sessionId: change.sessionId ?? SESSION, cameraId: change.cameraId ?? 1, clubId: 1 },
  endsAt: new Date(clock.now().getTime() + (change.inMs ?? 60_000)).toISOString(),
});
