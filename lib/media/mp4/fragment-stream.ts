import type { VideoUnit } from "../packets";
import { FragmentMaker } from "./fragment-maker";
import { FTYP } from "./make-init";

/**
 * Pictures as one fragmented MP4 without end, a fragment each, for a program that reads a pipe: from a key frame on, at
 * their own times.
 */
export class FragmentStream {
  private maker: FragmentMaker | null = null;

  /** The bytes for this picture. Null before the first key frame, and for one of another codec: that needs a new stream. */
  push(picture: VideoUnit): Buffer[] | null {
    if (!this.maker && !picture.isKey) return null;
    const isFirst = this.maker === null;
    this.maker ??= new FragmentMaker({ video: picture.format, audio: null }, 0);
    if (!this.canTake(picture)) return null;
    this.maker.add(picture);
    const { moof, mdat } = this.maker.take()!;
    return [...(isFirst ? [FTYP, this.maker.init] : []), moof, ...mdat];
  }

  canTake(picture: VideoUnit): boolean {
    return this.maker === null || this.maker.formats.video.codec === picture.format.codec;
  }
}
