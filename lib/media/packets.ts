/** All times of the media engine: 90 kHz, as RTP and MPEG have it. */
export const TICKS_PER_MS = 90;
export const TICKS_PER_SECOND = 90_000;

export type VideoCodec = "h264" | "hevc";

/**
 * What a decoder must know before the first picture. A new object stands for a new format; the same object for the same
 * one. `parameterSets` are whole NAL units without start code: SPS and PPS, or VPS, SPS and PPS.
 */
export type VideoFormat = {
  codec: VideoCodec;
  width: number;
  height: number;
  parameterSets: readonly Buffer[];
};

/** AAC. `config` is its AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1); 1,024 samples in each packet. */
export type AudioFormat = { codec: "aac"; sampleRate: number; channels: number; config: Buffer };

/**
 * One coded picture: NAL units, each after its length in 4 bytes, without parameter sets (they are in `format`) and access
 * unit delimiters. Times in ticks; on the clock of whoever sends it, which begins anywhere and may jump.
 */
export type VideoUnit = {
  kind: "video";
  format: VideoFormat;
  /** A decoder can begin here. */
  isKey: boolean;
  data: Buffer;
  /** When it is shown, and when it is decoded: never later than shown, and never the same twice. */
  pts: number;
  dts: number;
};
/** One packet of sound. */
export type AudioUnit = { kind: "audio"; format: AudioFormat; data: Buffer; pts: number };
/** One whole picture that stands by itself, and nothing else about it. */
export type JpegUnit = { kind: "jpeg"; data: Buffer; width: number; height: number };

/** What a camera sends, one by one. Buffers are shared: do not change them. */
export type Unit = VideoUnit | AudioUnit | JpegUnit;
