import { boxAt } from "./boxes";

export type SplitterSinks = {
  /** The `moov`, before the first fragment. */
  onInit(moov: Buffer): void;
  /** One whole fragment: its `moof`, and its `mdat` as it came, in pieces. */
  onFragment(moof: Buffer, mdat: Buffer[]): void;
};

/** A fragment of half a second at 100 Mbit/s has 6 MB; more than this is no video. */
const MAX_BOX_BYTES = 64 * 1024 * 1024;

/** Cuts a fragmented MP4 that comes in pieces into its header and its fragments; everything else in it is left out. */
export class FragmentSplitter {
  private pieces: Buffer[] = [];
  private bytes = 0;
  private moof: Buffer | null = null;

  constructor(private readonly sinks: SplitterSinks) {}

  push(piece: Buffer): void {
    this.pieces.push(piece);
    this.bytes += piece.length;
    for (;;) {
      const header = this.peek(16);
      const box = boxAt(header, 0);
      if (!box) {
        if (header.length >= 16) throw new Error("the stream is no MP4");
        return;
      }
      if (box.end > MAX_BOX_BYTES) throw new Error(`a box of ${box.end} bytes`);
      if (this.bytes < box.end) return;
      this.take(box.type, this.cut(box.end));
    }
  }

  private take(type: string, body: Buffer[]): void {
    if (type === "moov") this.sinks.onInit(Buffer.concat(body));
    else if (type === "moof") this.moof = Buffer.concat(body);
    else if (type === "mdat" && this.moof) {
      this.sinks.onFragment(this.moof, body);
      this.moof = null;
    }
  }

  private peek(length: number): Buffer {
    const [first] = this.pieces;
    if (first && first.length >= length) return first.subarray(0, length);
    return Buffer.concat(this.pieces.slice(0, length)).subarray(0, length);
  }

  private cut(length: number): Buffer[] {
    const taken: Buffer[] = [];
    for (let left = length; left > 0; ) {
      const piece = this.pieces[0]!;
      const part = piece.subarray(0, left);
      taken.push(part);
      left -= part.length;
      if (part.length === piece.length) this.pieces.shift();
      else this.pieces[0] = piece.subarray(part.length);
    }
    this.bytes -= length;
    return taken;
  }
}
