import { type Frame, parseFrame } from "@/lib/contracts/frame";
import type { Profile } from "@/lib/contracts/preview";

/** The part of the socket that frames need. */
export interface FrameWire {
  subscribe(cameraId: number, profile: Profile, fps: number): void;
  unsubscribe(cameraId: number, profile: Profile): void;
}

export type FrameViewer = { onFrame: (frame: Frame) => void; onError?: (code: string) => void };
type Channel = { cameraId: number; profile: Profile; fps: number; viewers: Set<FrameViewer> };

const channelKey = (cameraId: number, profile: Profile): string => `${cameraId}/${profile}`;

/** Shares one subscription per camera and profile among everything on the page that shows it. */
export class FrameFeed {
  private readonly channels = new Map<string, Channel>();

  constructor(private readonly wire: FrameWire) {}

  /** Delivers frames until the returned function is called. */
  watch(cameraId: number, profile: Profile, fps: number, viewer: FrameViewer): () => void {
    const key = channelKey(cameraId, profile);
    const channel = this.channels.get(key) ?? { cameraId, profile, fps: 0, viewers: new Set() };
    this.channels.set(key, channel);
    channel.viewers.add(viewer);
    if (fps > channel.fps) {
      channel.fps = fps;
      this.wire.subscribe(cameraId, profile, fps);
    }
    return () => this.leave(key, channel, viewer);
  }

  /** Call with every `frame` of the socket. */
  deliver(cameraId: number, profile: Profile, message: ArrayBuffer): void {
    const channel = this.channels.get(channelKey(cameraId, profile));
    const frame = channel ? parseFrame(new Uint8Array(message)) : null;
    if (channel && frame) for (const { onFrame } of channel.viewers) onFrame(frame);
  }

  /** Call with every refusal; it concerns all profiles of the camera. */
  fail(cameraId: number, code: string): void {
    for (const channel of this.channels.values())
      if (channel.cameraId === cameraId) for (const { onError } of channel.viewers) onError?.(code);
  }

  /** Call after every (re)connection: the server forgot what this page was watching. */
  resubscribe(): void {
    for (const { cameraId, profile, fps } of this.channels.values()) this.wire.subscribe(cameraId, profile, fps);
  }

  private leave(key: string, channel: Channel, viewer: FrameViewer): void {
    if (!channel.viewers.delete(viewer) || channel.viewers.size > 0) return;
    this.channels.delete(key);
    this.wire.unsubscribe(channel.cameraId, channel.profile);
  }
}
