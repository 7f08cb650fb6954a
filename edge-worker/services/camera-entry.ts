import type { Publishing } from "@/lib/contracts/cameras";
import type { CameraConfig } from "@/lib/contracts/mqtt";
import type { CameraProxy } from "@/lib/media/ports";
import { Ring } from "@/lib/media/ring";
import type { Publisher } from "@/lib/media/rtsp/publish/publisher";
import type { CamerasOptions, ClosablePreview, ServedCamera } from "./cameras";

/** One served camera with everything that belongs to it, from when it is told until `close`. */
export class CameraEntry implements ServedCamera {
  readonly proxy: CameraProxy;
  readonly preview: ClosablePreview;
  pins = 0;
  ring: Ring | null = null;
  private dropRing: () => void = () => {};
  private publisher: Publisher | null = null;
  private publishUrl: string | null = null;
  private readonly closing = new AbortController();
  private readonly unwatch: () => void;

  constructor(
    public config: CameraConfig,
    private readonly make: Pick<CamerasOptions, "createProxy" | "createPreview" | "createPublisher">,
    private readonly onChange: () => void,
  ) {
    this.proxy = make.createProxy(config);
    this.preview = make.createPreview(this.proxy);
    this.unwatch = this.proxy.onChange(onChange);
    this.keepRing();
    this.keepPublishing();
  }

  /** Takes over what changes nothing about the camera itself. */
  adopt(config: CameraConfig): void {
    this.config = config;
    this.keepRing();
    this.keepPublishing();
  }

  /** How its stream reaches the server it is published to; null for nowhere. */
  publishing(): Publishing | null {
    return this.publisher?.report() ?? null;
  }

  /** A server at another address is another server; the camera itself goes on. */
  private keepPublishing(): void {
    const url = this.config.publish_url ?? null;
    if (url === this.publishUrl) return;
    this.publishUrl = url;
    void this.publisher?.stop();
    this.publisher = url === null ? null : this.make.createPublisher(this.proxy, url, this.onChange);
    this.publisher?.start();
  }

  /** Whoever wants the last seconds keeps the camera open. */
  private keepRing(): void {
    if (Boolean(this.config.ring) === (this.ring !== null)) return;
    this.dropRing();
    const ring = this.config.ring ? new Ring() : null;
    this.ring = ring;
    this.dropRing = ring ? this.proxy.consume((chunk) => ring.add(chunk)) : () => {};
  }

  get closed(): AbortSignal {
    return this.closing.signal;
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.unwatch();
    this.dropRing();
    this.preview.stop();
    await Promise.all([this.publisher?.stop(), this.proxy.stop()]);
  }
}
