import type { Frame } from "@/lib/contracts/frame";

/**
 * Draws frames on a canvas, decoding off the main thread. One picture is decoded at a time and only the newest waits,
 * so a slow browser shows fewer pictures instead of ever older ones. `data-frame` on the canvas is the last one's number.
 */
export class PicturePainter {
  private isDecoding = false;
  private waiting: Frame | null = null;
  private isStopped = false;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly onPainted: () => void,
  ) {}

  offer(frame: Frame): void {
    this.waiting = frame;
    if (!this.isDecoding) void this.paintWaiting();
  }

  stop(): void {
    this.isStopped = true;
    this.waiting = null;
  }

  private async paintWaiting(): Promise<void> {
    this.isDecoding = true;
    for (let frame = this.take(); frame; frame = this.take()) await this.paint(frame);
    this.isDecoding = false;
  }

  private take(): Frame | null {
    const frame = this.waiting;
    this.waiting = null;
    return frame;
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
