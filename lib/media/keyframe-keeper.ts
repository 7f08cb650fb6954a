/** A key frame larger than this is not kept: nobody needs to repeat a picture of 4 MiB five times a second. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Keeps the packets of the newest whole key frame. */
export class KeyframeKeeper {
  private whole: Buffer | null = null;
  private growing: Buffer[] | null = null;
  private bytes = 0;

  begin(): void {
    this.growing = [];
    this.bytes = 0;
  }

  /** A packet of the picture that is growing; nothing when none is. */
  add(packet: Buffer): void {
    if (!this.growing) return;
    this.growing.push(packet);
    this.bytes += packet.length;
    if (this.bytes > MAX_BYTES) this.growing = null;
  }

  /** The next picture begins, or the stream broke off: only the first makes a key frame whole. */
  end(isWhole = true): void {
    if (this.growing && isWhole) this.whole = Buffer.concat(this.growing);
    this.growing = null;
  }

  take(): Buffer | null {
    return this.whole;
  }
}
