import type { Colour } from "./colour";
import type { Spot } from "./lens";

/** Packed RGB that figures are painted on; every shape has soft edges. */
export class Canvas {
  readonly pixels: Buffer;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.pixels = Buffer.alloc(width * height * 3);
  }

  /** Starts a frame from the empty court. */
  reset(background: Buffer): void {
    background.copy(this.pixels);
  }

  blend(at: number, [red, green, blue]: Colour, share: number): void {
    const { pixels } = this;
    pixels[at] = pixels[at]! + (red - pixels[at]!) * share;
    pixels[at + 1] = pixels[at + 1]! + (green - pixels[at + 1]!) * share;
    pixels[at + 2] = pixels[at + 2]! + (blue - pixels[at + 2]!) * share;
  }

  /** A limb: a line with round ends, radii in metres, a little darker on its right. */
  limb(from: Spot, to: Spot, fromRadius: number, toRadius: number, colour: Colour, opacity = 1): void {
    const startRadius = fromRadius * from.pixelsPerMetre;
    const endRadius = toRadius * to.pixelsPerMetre;
    const reach = Math.max(startRadius, endRadius) + 1;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const lengthSquared = dx * dx + dy * dy || 1;
    this.each(
      Math.min(from.x, to.x) - reach,
      Math.min(from.y, to.y) - reach,
      Math.max(from.x, to.x) + reach,
      Math.max(from.y, to.y) + reach,
      (x, y, at) => {
        const along = Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / lengthSquared));
        const radius = startRadius + (endRadius - startRadius) * along;
        const [ox, oy] = [x - from.x - dx * along, y - from.y - dy * along];
        const covered = Math.min(1, radius - Math.hypot(ox, oy) + 0.5);
        if (covered <= 0) return;
        const light = 0.92 - 0.2 * (ox / Math.max(radius, 1)) - 0.12 * (oy / Math.max(radius, 1));
        const lit = (channel: number) => Math.min(255, channel * light);
        this.blend(at, [lit(colour[0]), lit(colour[1]), lit(colour[2])], covered * opacity);
      },
    );
  }

  /** A flat ellipse, for shadows and rackets. Radii in pixels; the edge is `softness` of the radius wide. */
  ellipse(x: number, y: number, across: number, down: number, colour: Colour, opacity: number, softness = 0.2): void {
    this.each(x - across - 1, y - down - 1, x + across + 1, y + down + 1, (px, py, at) => {
      const distance = Math.hypot((px - x) / across, (py - y) / down);
      const covered = Math.min(1, (1 - distance) / softness);
      if (covered > 0) this.blend(at, colour, covered * opacity);
    });
  }

  private each(
    left: number,
    top: number,
    right: number,
    bottom: number,
    visit: (x: number, y: number, at: number) => void,
  ): void {
    const lastX = Math.min(this.width - 1, Math.ceil(right));
    const lastY = Math.min(this.height - 1, Math.ceil(bottom));
    for (let y = Math.max(0, Math.floor(top)); y <= lastY; y++)
      for (let x = Math.max(0, Math.floor(left)); x <= lastX; x++) visit(x, y, (y * this.width + x) * 3);
  }
}
