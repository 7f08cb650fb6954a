import { DecodeTimes } from "../decode-times";
import {
  type AudioFormat,
  type AudioUnit,
  TICKS_PER_SECOND,
  type VideoCodec,
  type VideoFormat,
  type VideoUnit,
} from "../packets";
import { reorderDepth } from "../parameter-sets";
import { AacUnpacker } from "./aac";
import { PictureAssembler } from "./picture-assembler";
import { RtpClock } from "./rtp-clock";
import type { RtpPacket } from "./rtp-packet";
import { type SdpMedia, sdpParameterSets } from "./sdp";
import { UNPACK, type Unpack } from "./unpack";

/** One stream of a camera, from its RTP packets to its units. */
export interface Track {
  readonly clock: RtpClock;
  /** A packet arrived, at a time of the monotonic clock. */
  receive(packet: RtpPacket, nowMs: number): void;
}

/** Tells whether packets are missing between two that came one after the other: a connection never mixes them up. */
class SequenceWatch {
  private next = -1;

  /** True when something was lost before this one. */
  isGap({ sequence }: RtpPacket): boolean {
    const isGap = this.next >= 0 && sequence !== this.next;
    this.next = (sequence + 1) & 0xffff;
    return isGap;
  }
}

export class VideoTrack implements Track {
  readonly clock: RtpClock;
  private readonly assembler: PictureAssembler;
  private readonly unpack: Unpack;
  private readonly sequence = new SequenceWatch();
  private times: DecodeTimes | null = null;
  private format: VideoFormat | null = null;
  private time: number | null = null;
  private nowMs = 0;

  constructor(
    private readonly media: SdpMedia,
    codec: VideoCodec,
    private readonly onUnit: (unit: VideoUnit) => void,
  ) {
    this.clock = new RtpClock(media.rate);
    this.assembler = new PictureAssembler(codec, sdpParameterSets(media));
    this.unpack = UNPACK[codec];
  }

  receive(packet: RtpPacket, nowMs: number): void {
    if (packet.payloadType !== this.media.payloadType) return;
    if (this.sequence.isGap(packet)) this.assembler.lose();
    else if (packet.time !== this.time) this.finish();
    this.time = packet.time;
    this.nowMs = nowMs;
    if (!this.unpack(packet, this.assembler)) this.assembler.damage();
    if (packet.isLast && !this.assembler.hasFalseEnds) this.finish();
  }

  private finish(): void {
    if (this.time === null) return;
    const picture = this.assembler.finish();
    if (!picture) return;
    if (picture.format !== this.format) {
      this.format = picture.format;
      this.times = new DecodeTimes(reorderDepth(picture.format) ?? 0, this.times);
    }
    const { format, isKey, data } = picture;
    const { pts, dts } = this.times!.next(this.clock.ticks(this.time, this.nowMs));
    this.onUnit({ kind: "video", format, isKey, data, pts, dts });
  }
}

const SAMPLES_PER_PACKET = 1_024;

export class AacTrack implements Track {
  readonly clock: RtpClock;
  private readonly unpacker: AacUnpacker;
  private readonly sequence = new SequenceWatch();
  private last = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly media: SdpMedia,
    private readonly format: AudioFormat,
    private readonly onUnit: (unit: AudioUnit) => void,
  ) {
    this.clock = new RtpClock(media.rate);
    this.unpacker = new AacUnpacker(media);
  }

  receive(packet: RtpPacket, nowMs: number): void {
    if (packet.payloadType !== this.media.payloadType) return;
    if (this.sequence.isGap(packet)) this.unpacker.lose();
    const start = this.clock.ticks(packet.time, nowMs);
    const { format } = this;
    this.unpacker.unpack(packet, (data, index) => {
      const pts = start + Math.round((index * SAMPLES_PER_PACKET * TICKS_PER_SECOND) / format.sampleRate);
      if (pts <= this.last) return; // the clock was set back a little: this time was filled already
      this.last = pts;
      this.onUnit({ kind: "audio", format, data, pts });
    });
  }
}
