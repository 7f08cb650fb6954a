import { isDeepStrictEqual } from "node:util";
import type { CameraReport } from "@/lib/contracts/cameras";
import type { CameraConfig } from "@/lib/contracts/mqtt";
import { AppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import type { CameraProxy, PreviewSource } from "@/lib/media/ports";
import type { Ring } from "@/lib/media/ring";
import type { Publisher } from "@/lib/media/rtsp/publish/publisher";
import { CameraEntry } from "./camera-entry";
import type { CameraSet, CameraStore } from "./camera-store";

/** A preview that lets go of the camera and of whoever watches. */
export type ClosablePreview = PreviewSource & { stop(): void };
export type ServedCamera = {
  readonly config: CameraConfig;
  readonly proxy: CameraProxy;
  readonly preview: PreviewSource;
  /** Its last seconds; null while nobody wants them kept. */
  readonly ring: Ring | null;
  /** Fires when the camera was changed or removed: this is not it any more. */
  readonly closed: AbortSignal;
};
/** A camera that stays as it is until `release`. */
export type PinnedCamera = ServedCamera & { release(): void };

/**
 * The cameras this device serves, one proxy each. What was told last holds at once, except for a camera that is being
 * recorded: it keeps its proxy until the recording ended, then takes its new place or leaves.
 */
export interface Cameras {
  readonly version: string | null;
  /** Durable before it takes effect. A camera that did not change keeps its proxy and everybody on it. */
  set(next: CameraSet): void;
  /** Throws `not_found` for a camera this device does not serve. */
  get(cameraId: number): ServedCamera;
  all(): ServedCamera[];
  /** Keeps a camera's upstream open, over changes of its configuration, also one that is told only later. */
  hold(cameraId: number): () => void;
  pin(cameraId: number): PinnedCamera;
  reports(): CameraReport[];
  /** Called at every change of a camera's state or of the set. */
  onChange(callback: () => void): () => void;
  /** Starts the proxies of nobody anew; returns how many were running. */
  stopIdle(): Promise<number>;
  stop(): Promise<void>;
}

export type CamerasOptions = {
  store: CameraStore;
  createProxy(config: CameraConfig): CameraProxy;
  createPreview(proxy: CameraProxy): ClosablePreview;
  createPublisher(proxy: CameraProxy, url: string, onChange: () => void): Publisher;
  /** Which session records this camera now. */
  recordingOf(cameraId: number): string | null;
  log: Logger;
};

type Hold = { cameraId: number; entry: CameraEntry | null; release: (() => void) | null };

export function createCameras(options: CamerasOptions): Cameras {
  const { store, recordingOf, log } = options;
  let wanted = store.load();
  const entries = new Map<number, CameraEntry>();
  const holds = new Set<Hold>();
  const listeners = new Set<() => void>();
  const closing = new Set<Promise<void>>();

  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const open = (config: CameraConfig): void => {
    entries.set(config.id, new CameraEntry(config, options, changed));
  };
  const close = (entry: CameraEntry): void => {
    entries.delete(entry.config.id);
    const closed = entry.close().catch((err) => log.error({ err, camera: entry.config.id }, "a camera did not close"));
    closing.add(closed);
    void closed.finally(() => closing.delete(closed));
  };
  /** Lets a hold stand on the proxy that serves its camera now. */
  const attach = (hold: Hold): void => {
    const entry = entries.get(hold.cameraId) ?? null;
    if (hold.entry === entry) return;
    hold.release?.();
    hold.entry = entry;
    hold.release = entry?.proxy.hold() ?? null;
  };
  const settle = (): void => {
    const next = new Map(wanted?.cameras.map((config) => [config.id, config]));
    for (const [id, entry] of entries) {
      const config = next.get(id);
      if (config && isSameCamera(entry.config, config)) entry.adopt(config);
      else if (entry.pins === 0) close(entry);
    }
    for (const config of next.values()) if (!entries.has(config.id)) open(config);
    for (const hold of holds) attach(hold);
    changed();
  };
  const get = (cameraId: number): CameraEntry => {
    const entry = entries.get(cameraId);
    if (!entry)
      throw new AppError("not_found", "This device does not serve this camera. Check which device it is set to.");
    return entry;
  };
  settle();

  return {
    get version() {
      return wanted?.version ?? null;
    },
    set(next) {
      store.save(next);
      wanted = next;
      settle();
      log.info({ version: next.version, cameras: next.cameras.length }, "cameras set");
    },
    get,
    all: () => [...entries.values()],
    hold(cameraId) {
      const hold: Hold = { cameraId, entry: null, release: null };
      holds.add(hold);
      attach(hold);
      return () => {
        if (holds.delete(hold)) hold.release?.();
      };
    },
    pin(cameraId) {
      const entry = get(cameraId);
      const releaseProxy = entry.proxy.hold();
      entry.pins++;
      let isPinned = true;
      const release = (): void => {
        if (!isPinned) return;
        isPinned = false;
        entry.pins--;
        releaseProxy();
        if (entry.pins === 0) settle();
      };
      const { config, proxy, preview, ring, closed } = entry;
      return { config, proxy, preview, ring, closed, release };
    },
    reports: () =>
      [...entries.values()].map((entry) => ({
        ...entry.proxy.report(),
        recording_session_id: recordingOf(entry.config.id),
        publishing: entry.publishing(),
      })),
    onChange(callback) {
      listeners.add(callback);
      return () => void listeners.delete(callback);
    },
    async stopIdle() {
      const isHeld = new Set([...holds].map((hold) => hold.entry));
      const idle = [...entries.values()].filter(
        (entry) => entry.pins === 0 && !isHeld.has(entry) && isForNobody(entry),
      );
      for (const entry of idle) close(entry);
      settle();
      await Promise.all(closing);
      return idle.length;
    },
    async stop() {
      for (const hold of holds) hold.release?.();
      holds.clear();
      for (const entry of entries.values()) close(entry);
      await Promise.all(closing);
    },
  };
}

/** What is kept of its pictures, and where they are sent to, is nothing of the camera itself. */
const OTHER = { ring: null, publish_url: null };
/** A proxy keeps whom it serves when nothing else changes. */
const isSameCamera = (a: CameraConfig, b: CameraConfig): boolean =>
  isDeepStrictEqual({ ...a, ...OTHER }, { ...b, ...OTHER });

/** Open although nobody looks at it. */
function isForNobody({ proxy }: CameraEntry): boolean {
  const { state, consumers } = proxy.report();
  return state !== "idle" && consumers === 0;
}
