import type { CameraConfig } from "@/lib/contracts/mqtt";
import type { CameraProxy } from "@/lib/media/ports";
import { Ring } from "@/lib/media/ring";
import type { CamerasOptions, ClosablePreview, ServedCamera } from "./cameras";

/** One served camera with everything that belongs to it, from when it is told until `close`. */
export class CameraEntry implements ServedCamera {
  readonly proxy: CameraProxy;
  readonly preview: ClosablePreview;
  pins = 0;
  ring: Ring | null = null;
  private dropRing: () => void = () => {};
  private readonly closing = new AbortController();
  private readonly unwatch: () => void;

  constructor(
    public config: CameraConfig,
    { createProxy, createPreview }: Pick<CamerasOptions, "createProxy" | "createPreview">,
    onChange: () => void,
  ) {
    this.proxy = createProxy(config);
    this.preview = createPreview(this.proxy);
    this.unwatch = this.proxy.onChange(onChange);
    this.keepRing();
  }

  /** Takes over what changes nothing about the camera itself. */
  adopt(config: CameraConfig): void {
    this.config = config;
    this.keepRing();
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
    await this.proxy.stop();
  }
}
