/** Pictures of a few KB share one; it is free when the last of them is. */
const SLAB_BYTES = 256 * 1024;
/** A key frame of a 4K camera has 1 or 2 MiB. */
export const MAX_PICTURE_BYTES = 8 * 1024 * 1024;

/**
 * Where pictures grow, NAL unit by NAL unit, each after its length in 4 bytes. Every byte is written once, into the buffer
 * that is handed out in the end. Nothing is kept of a picture above 8 MiB.
 */
export class PictureBuffer {
  private slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
  /** Where the picture begins, its present NAL unit, and the next byte. */
  private picture = 0;
  private unit = 0;
  private at = 0;
  /** Something was written that did not fit: the picture is of no use. */
  isOverfull = false;

  get bytes(): number {
    return this.at - this.picture;
  }

  openUnit(): void {
    this.unit = this.at;
    if (this.reserve(4)) this.at += 4;
  }

  byte(value: number): void {
    if (this.reserve(1)) this.slab[this.at++] = value;
  }

  write(bytes: Buffer, start: number, end: number): void {
    if (!this.reserve(end - start)) return;
    bytes.copy(this.slab, this.at, start, end);
    this.at += end - start;
  }

  /** The unit that is complete now; the bytes may be overwritten later. */
  closeUnit(): Buffer {
    const size = this.at - this.unit - 4;
    if (size < 0) return this.slab.subarray(0, 0);
    this.slab.writeUInt32BE(size, this.unit);
    return this.slab.subarray(this.unit + 4, this.at);
  }

  /** The last unit does not belong to the picture. */
  dropUnit(): void {
    this.at = this.unit;
  }

  /** The whole picture; a new one begins. */
  take(): Buffer {
    const taken = this.slab.subarray(this.picture, this.at);
    this.picture = this.at;
    return taken;
  }

  discard(): void {
    this.at = this.picture;
    this.unit = this.picture;
    this.isOverfull = false;
  }

  private reserve(count: number): boolean {
    if (this.isOverfull) return false;
    if (this.at + count <= this.slab.length) return true;
    const bytes = this.bytes;
    if (bytes + count > MAX_PICTURE_BYTES) {
      this.isOverfull = true;
      return false;
    }
    const slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, 2 * (bytes + count)));
    this.slab.copy(slab, 0, this.picture, this.at);
    this.unit -= this.picture;
    this.picture = 0;
    this.at = bytes;
    this.slab = slab;
    return true;
  }
}
