import { type Frame, parseFrame } from "@/lib/contracts/frame";
import type { Profile } from "@/lib/contracts/preview";

/** The part of the socket that frames need. */
export interface FrameWire {
  subscribe(cameraId: number, profile: Profile, fps: number): void;
  unsubscribe(cameraId: number, profile: Profile): void;
}

export type FrameViewer = { onFrame: (frame: Frame) => void; onError?: (code: string) => void };
type Channel = { cameraId: number; profile: Profile; fps: number; viewers: Map<FrameViewer, number> };

const channelKey = (cameraId: number, profile: Profile): string => `${cameraId}/${profile}`;

/** Shares one subscription per camera and profile among everything on the page that shows it. */
export class FrameFeed {
  private readonly channels = new Map<string, Channel>();

  constructor(private readonly wire: FrameWire) {}

  /** Delivers frames until the returned function is called. */
  watch(cameraId: number, profile: Profile, fps: number, viewer: FrameViewer): () => void {
    const key = channelKey(cameraId, profile);
    const channel = this.channels.get(key) ?? { cameraId, profile, fps: 0, viewers: new Map() };
    this.channels.set(key, channel);
    channel.viewers.set(viewer, fps);
    this.settle(channel);
    return () => this.leave(key, channel, viewer);
  }

  /** Another rate for one who watches; does nothing for one who left. */
  change(viewer: FrameViewer, fps: number): void {
    for (const channel of this.channels.values()) {
      if (!channel.viewers.has(viewer)) continue;
      channel.viewers.set(viewer, fps);
      this.settle(channel);
    }
  }

  /** Call with every `frame` of the socket. */
  deliver(cameraId: number, profile: Profile, message: ArrayBuffer): void {
    const channel = this.channels.get(channelKey(cameraId, profile));
    const frame = channel ? parseFrame(new Uint8Array(message)) : null;
    if (channel && frame) for (const { onFrame } of channel.viewers.keys()) onFrame(frame);
  }

  /** Call with every refusal; it concerns all profiles of the camera. */
  fail(cameraId: number, code: string): void {
    for (const channel of this.channels.values())
      if (channel.cameraId === cameraId) for (const { onError } of channel.viewers.keys()) onError?.(code);
  }

  /** Call after every (re)connection: the server forgot what this page was watching. */
  resubscribe(): void {
    for (const { cameraId, profile, fps } of this.channels.values()) this.wire.subscribe(cameraId, profile, fps);
  }

  /** Asks for what the most demanding viewer wants. */
  private settle(channel: Channel): void {
    const fps = Math.max(...channel.viewers.values());
    if (fps === channel.fps) return;
    channel.fps = fps;
    this.wire.subscribe(channel.cameraId, channel.profile, fps);
  }

  private leave(key: string, channel: Channel, viewer: FrameViewer): void {
    if (!channel.viewers.delete(viewer)) return;
    if (channel.viewers.size > 0) {
      this.settle(channel);
      return;
    }
    this.channels.delete(key);
    this.wire.unsubscribe(channel.cameraId, channel.profile);
  }
}
