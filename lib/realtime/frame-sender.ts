import { type Frame, frameHeader, type Profile } from "@/lib/contracts/preview";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { FrameHub, FrameKey, Watch } from "@/lib/media/frames";
import { thinTo } from "@/lib/media/thin-frames";

/** Tiles of one socket: a wall of 24 in both profiles. */
export const MAX_SUBSCRIPTIONS = 48;

/** One viewer's connection, as far as frames are concerned. */
export interface FrameOutlet {
  /** True when all that was sent before has left this process. */
  isFlushed(): boolean;
  send(cameraId: number, profile: Profile, bytes: Uint8Array): void;
  fail(cameraId: number, error: unknown): void;
}

type Tile = { key: FrameKey; fps: number; newest: Frame | null; isDue: () => boolean; watch: Watch | null };
const tileId = (cameraId: number, profile: Profile): string => `${cameraId}/${profile}`;

/**
 * Sends a wall of cameras over one connection. Each tile holds its newest frame only; the next one leaves when the
 * previous was flushed, and the tiles take turns. So a slow viewer gets fewer pictures, of every camera alike, and never
 * makes the server hold more than one frame per tile.
 */
export class FrameSender {
  /** In turn order: what was just sent goes to the end. */
  private readonly tiles = new Map<string, Tile>();

  constructor(
    private readonly outlet: FrameOutlet,
    private readonly deps: { frames: FrameHub; clock: Clock },
  ) {}

  /** Throws `rate_limited` past 48 tiles. Subscribing again changes the rate, or follows the camera to another device. */
  subscribe(key: FrameKey, fps: number): void {
    const id = tileId(key.cameraId, key.profile);
    if (!this.tiles.has(id) && this.tiles.size >= MAX_SUBSCRIPTIONS)
      throw new AppError("rate_limited", `At most ${MAX_SUBSCRIPTIONS} live pictures at once. Close some first.`);
    this.drop(id);
    const tile: Tile = { key, fps, newest: null, isDue: thinTo(fps, this.deps.clock), watch: null };
    this.tiles.set(id, tile);
    tile.watch = this.deps.frames.watch(
      key,
      (frame) => this.take(tile, frame),
      (error) => this.outlet.fail(key.cameraId, error),
    );
  }

  /** Without a profile, every picture of the camera. */
  unsubscribe(cameraId: number, profile?: Profile): void {
    for (const [id, { key }] of [...this.tiles])
      if (key.cameraId === cameraId && (profile ?? key.profile) === key.profile) this.drop(id);
  }

  subscriptions(): (FrameKey & { fps: number })[] {
    return [...this.tiles.values()].map(({ key, fps }) => ({ ...key, fps }));
  }

  /** Call whenever the outlet was flushed. */
  pump(): void {
    while (this.outlet.isFlushed()) {
      const next = [...this.tiles].find(([, tile]) => tile.newest);
      if (!next) return;
      const [id, tile] = next;
      const frame = tile.newest!;
      tile.newest = null;
      this.tiles.delete(id);
      this.tiles.set(id, tile);
      this.outlet.send(tile.key.cameraId, tile.key.profile, wireBytes(frame));
    }
  }

  stop(): void {
    for (const id of [...this.tiles.keys()]) this.drop(id);
  }

  private take(tile: Tile, frame: Frame): void {
    if (!tile.isDue()) return;
    tile.newest = frame;
    this.pump();
  }

  private drop(id: string): void {
    this.tiles.get(id)?.watch?.stop();
    this.tiles.delete(id);
  }
}

/** Header and picture in one piece, made once per frame whatever the number of sockets. */
const wire = new WeakMap<Frame, Buffer>();
function wireBytes(frame: Frame): Buffer {
  const made = wire.get(frame) ?? Buffer.concat([frameHeader(frame), frame.jpeg]);
  wire.set(frame, made);
  return made;
}
