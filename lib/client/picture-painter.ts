import type { Frame } from "@/lib/contracts/frame";

/** Told how long each picture took from its arrival to the screen, and of those overtaken before. */
export type Meter = { painted(waitedMs: number): void; skipped(): void };

/**
 * Draws frames on a canvas, decoding off the main thread. One picture is decoded at a time and only the newest waits,
 * so a slow browser shows fewer pictures instead of ever older ones. `data-frame` on the canvas is the last one's number.
 */
export class PicturePainter {
  private isDecoding = false;
  private waiting: { frame: Frame; sinceMs: number } | null = null;
  private isStopped = false;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly onPainted: () => void,
    private readonly meter?: Meter,
  ) {}

  offer(frame: Frame): void {
    if (this.waiting) this.meter?.skipped();
    this.waiting = { frame, sinceMs: performance.now() };
    if (!this.isDecoding) void this.paintWaiting();
  }

  stop(): void {
    this.isStopped = true;
    this.waiting = null;
  }

  private async paintWaiting(): Promise<void> {
    this.isDecoding = true;
    for (let next = this.take(); next; next = this.take()) {
      await this.paint(next.frame);
      this.meter?.painted(performance.now() - next.sinceMs);
    }
    this.isDecoding = false;
  }

  private take() {
    const next = this.waiting;
    this.waiting = null;
    return next;
  }

  private async paint({ jpeg, sequence }: Frame): Promise<void> {
    // A broken picture is skipped; the next one comes in a moment.
    const bitmap = await createImageBitmap(new Blob([jpeg as BlobPart], { type: "image/jpeg" })).catch(() => null);
    if (!bitmap) return;
    if (this.isStopped) return bitmap.close();
    // A canvas keeps its own proportions, whatever is transferred into it.
    if (this.canvas.width !== bitmap.width) this.canvas.width = bitmap.width;
    if (this.canvas.height !== bitmap.height) this.canvas.height = bitmap.height;
    this.canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
    this.canvas.dataset.frame = String(sequence);
    this.onPainted();
  }
}
