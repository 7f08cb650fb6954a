import Database from "better-sqlite3";
import type { CameraReport, Publishing } from "@/lib/contracts/cameras";
import type { CameraConfig } from "@/lib/contracts/mqtt";
import type { Frame } from "@/lib/contracts/preview";
import type { Gap } from "@/lib/contracts/recordings";
import { AppError } from "@/lib/core/errors";
import { createLogger } from "@/lib/core/logger";
import type { CameraProxy, Chunk } from "@/lib/media/ports";
import type { Publisher } from "@/lib/media/rtsp/publish/publisher";
import type { OutboxMessage } from "@/lib/outbox/outbox";
import type { ClosablePreview } from "./cameras";
import type { Events, Happening, Occurrence } from "./events";

export const silentLog = createLogger("test", "silent");
export const memoryDatabase = () => new Database(":memory:");

export const cameraConfig = (id: number, change: Partial<CameraConfig> = {}): CameraConfig => ({
  ...{ id, club_id: 1, name: `Court ${id}`, source: "test", url: null, audio: false, sensors: false },
  ...change,
});

const REPORT: Omit<CameraReport, "id"> = {
  ...{ state: "live", frame_age_ms: 20, codec: "h264", width: 640, height: 360, fps: 25, bitrate: 1_000_000 },
  ...{ reconnects: 0, consumers: 0, error: null, recording_session_id: null },
};

/** A camera whose picture the test switches on and off. */
export class FakeProxy implements CameraProxy {
  holders = 0;
  isStopped = false;
  isAway = false;
  gaps: Gap[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly consumers = new Set<(chunk: Chunk) => void>();

  constructor(readonly camera: CameraConfig) {}

  hold(): () => void {
    this.holders++;
    let isHeld = true;
    return () => {
      if (isHeld) this.holders--;
      isHeld = false;
    };
  }

  /** What a new consumer gets at once. */
  buffered: Chunk[] = [];

  consume(onChunk: (chunk: Chunk) => void): () => void {
    for (const chunk of this.buffered) onChunk(chunk);
    this.consumers.add(onChunk);
    return () => void this.consumers.delete(onChunk);
  }

  emit(chunk: Chunk): void {
    for (const consumer of this.consumers) consumer(chunk);
  }

  async waitForFrame(): Promise<void> {
    if (this.isAway) throw new AppError("camera_unreachable", "The camera does not answer.");
  }

  report(): CameraReport {
    const state = this.isAway ? "unreachable" : this.holders > 0 ? "live" : "idle";
    return { ...REPORT, id: this.camera.id, state, consumers: this.consumers.size };
  }

  gapsSince(): Gap[] {
    return this.gaps;
  }

  lastLines(): string[] {
    return ["what it said last"];
  }

  onChange(callback: () => void): () => void {
    this.listeners.add(callback);
    return () => void this.listeners.delete(callback);
  }

  change(): void {
    for (const listener of this.listeners) listener();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
  }
}

export class FakePreview implements ClosablePreview {
  readonly watchers = new Set<(frame: Frame) => void>();

  watch(_profile: unknown, onFrame: (frame: Frame) => void): () => void {
    this.watchers.add(onFrame);
    return () => void this.watchers.delete(onFrame);
  }

  stop(): void {
    this.watchers.clear();
  }

  emit(sequence: number): void {
    const jpeg = Buffer.from([0xff, 0xd8, sequence, 0xff, 0xd9]);
    for (const watcher of this.watchers) watcher({ capturedAtMs: Date.now(), sequence, width: 64, height: 36, jpeg });
  }
}

export const silentBus = { connected: false, publish: async () => {} };

export class FakePublisher implements Publisher {
  isRunning = false;

  start(): void {
    this.isRunning = true;
  }

  async stop(): Promise<void> {
    this.isRunning = false;
  }

  report(): Publishing {
    return { state: "live", error: null, cause: null };
  }
}

/** What was noticed, oldest first. */
export class FakeEvents implements Events {
  readonly seen: Occurrence[] = [];

  add(what: Happening): void {
    this.seen.push(what);
  }

  keep(what: Occurrence): string {
    this.seen.push(what);
    return what.id ?? `event-${this.seen.length}`;
  }

  types(): string[] {
    return this.seen.map(({ type }) => type);
  }
}

/** What would be sent, oldest first. */
export class FakeOutbox {
  messages: OutboxMessage[] = [];

  add(message: OutboxMessage): void {
    this.messages.push(message);
  }

  forget(ids: readonly string[]): void {
    this.messages = this.messages.filter(({ id }) => !ids.includes(id));
  }

  size(): number {
    return this.messages.length;
  }

  lastSeq(): number {
    return 7;
  }

  reports(type: string): Record<string, unknown>[] {
    return this.messages.filter(({ payload }) => payload.type === type).map(({ payload }) => payload.data as never);
  }
}
