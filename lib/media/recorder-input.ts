import { createEncoder, type Encoder, type EncoderOptions, type Picture } from "./encoder";
import { type EncodeSettings, encodeJpegArgs, transcodeArgs } from "./ffmpeg";
import type { AudioUnit, VideoCodec, VideoUnit } from "./packets";
import type { CameraProxy, Chunk, PictureChunk } from "./ports";

export type RecorderInputOptions = Omit<EncoderOptions, "args" | "onUnit"> & {
  proxy: CameraProxy;
  encode: EncodeSettings;
  /** The codec of the file, once it is known: pictures of another one are encoded into it. */
  codec: () => VideoCodec | null;
  onUnit: (unit: VideoUnit | AudioUnit) => void;
};

export type RecorderInput = {
  /** No more pictures; what an encoder has in hand comes first, or is lost. */
  end(how: "stop" | "kill"): Promise<void>;
};

/** Without a new picture the newest stands, so that an encoder goes on and what it makes reaches the disk. */
const REPEAT_AFTER_MS = 200;
/** A key frame this much further on is too late to wait for: the buffered one is taken, whatever its age. */
const LONG_GOP_MS = 4_000;
const ENCODERS = { h264: "libx264", hevc: "libx265" } as const;

/** Everything a camera sends, as units that can stand in one file: copied where that is possible, encoded where not. */
export function openRecorderInput(options: RecorderInputOptions): RecorderInput {
  const { proxy, encode, codec, clock, onUnit, onLine } = options;
  let buffered: Chunk[] | null = [];
  let jpegs: (Encoder & { newest: Picture; lastMs: number }) | null = null;
  let transcoder: { from: VideoCodec; encoder: Encoder } | null = null;
  /** What comes while an encoder gives its last pictures: it belongs behind them. */
  let queued: Chunk[] | null = null;
  let leaving: Promise<void> = Promise.resolve();
  /** A camera that is copied needs nothing repeated, and no timer. */
  let repeating: NodeJS.Timeout | undefined;

  function takeJpeg(picture: Extract<Picture, { kind: "jpeg" }>): void {
    const args = (first: Picture) => encodeJpegArgs(encode, first as typeof picture);
    jpegs ??= { ...createEncoder({ ...options, args }), newest: picture, lastMs: Number.NEGATIVE_INFINITY };
    repeating ??= setInterval(() => repeat(REPEAT_AFTER_MS), REPEAT_AFTER_MS / 2);
    // No two at one moment, as a camera's own bursts may have them.
    jpegs.lastMs = Math.max(Math.round(picture.atMs), jpegs.lastMs + 1);
    jpegs.newest = picture;
    jpegs.take({ ...picture, atMs: jpegs.lastMs });
  }

  function repeat(afterMs: number): void {
    const nowMs = clock.monotonicMs();
    if (jpegs?.newest.kind === "jpeg" && nowMs - jpegs.lastMs >= afterMs) takeJpeg({ ...jpegs.newest, atMs: nowMs });
  }

  function takePicture(picture: PictureChunk): void {
    const wanted = codec();
    const { codec: given } = picture.format;
    const isCopied = wanted === null || wanted === given;
    const isOther = isCopied ? transcoder !== null : transcoder?.from !== given;
    // From one way to the other only where a decoder can follow.
    if (isOther && !picture.isKey) return;
    if (isOther && transcoder) {
      leaveTranscoder(transcoder.encoder, picture);
      return;
    }
    if (isOther) {
      onLine(`the camera changed to ${given}: encoded from here on`);
      transcoder = { from: given, encoder: createEncoder({ ...options, args: transcodeTo(wanted!) }) };
    }
    if (transcoder) transcoder.encoder.take(picture);
    else onUnit(picture);
  }

  function leaveTranscoder(encoder: Encoder, next: PictureChunk): void {
    onLine(`the camera changed to ${next.format.codec}`);
    transcoder = null;
    queued = [next];
    leaving = encoder.end().then(() => {
      const late = queued ?? [];
      queued = null;
      for (const chunk of late) take(chunk);
    });
  }

  const transcodeTo = (wanted: VideoCodec) => () => transcodeArgs({ ...encode, codec: ENCODERS[wanted] });

  function take(chunk: Chunk): void {
    if (buffered) buffered.push(chunk);
    else if (queued) queued.push(chunk);
    else if (chunk.kind === "jpeg") takeJpeg(chunk);
    else if (chunk.kind === "video") takePicture(chunk);
    else if (!transcoder) onUnit(chunk);
  }

  const unconsume = proxy.consume(take);
  const early = buffered;
  buffered = null;
  if (isWorthTaking(early, clock.monotonicMs())) for (const chunk of early) take(chunk);

  return {
    async end(how) {
      clearInterval(repeating);
      repeat(0);
      unconsume();
      await leaving;
      const encoders = [jpegs, transcoder?.encoder];
      await Promise.all(encoders.map((encoder) => (how === "stop" ? encoder?.end() : encoder?.kill())));
    },
  };
}

/** A recording begins at the key frame nearest to now: the buffered one, or the next. */
function isWorthTaking([first]: readonly Chunk[], nowMs: number): boolean {
  if (first?.kind !== "video") return true;
  const { gopMs, atMs } = first;
  return gopMs === null || gopMs > LONG_GOP_MS || nowMs - atMs <= gopMs / 2;
}
