import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { EncodeSettings } from "./ffmpeg";
import { roomForIndex } from "./mp4/growing-file";
import { type Formats, makeInit, VIDEO_TRACK } from "./mp4/make-init";
import { readFormats } from "./mp4/unit-reader";
import { type AudioFormat, type AudioUnit, TICKS_PER_MS, type VideoUnit } from "./packets";
import { createPartFile, type PartFile, reopenPartFile } from "./part-file";
import type { CameraProxy } from "./ports";
import { UnitWriter } from "./unit-writer";

export type OpeningOptions = {
  proxy: CameraProxy;
  partPath: string;
  encode: EncodeSettings;
  clock: Clock;
  /** How long it is meant to last: so much room is kept for the index. */
  plannedSeconds: number;
};

/** `origin`: the time of a unit, in ticks, that is 0 in the file. */
export type Opened = { part: PartFile; writer: UnitWriter; origin: number };
/** How a part comes to be written: from what waits for it. */
export type Opening = {
  open(pending: readonly (VideoUnit | AudioUnit)[]): Promise<Opened>;
  canOpen(pending: readonly (VideoUnit | AudioUnit)[]): boolean;
  /** Until when there is something in the file already, in wall time; null for a new one. */
  brokeOffAt: number | null;
};

/** Extended by a quarter it still fits. */
const ROOM_FOR_MORE = 1.25;
/** Of a camera that does not tell its rate. */
const LIKELY_FPS = 30;
/** AAC at 48 kHz: 1,024 samples in a packet. */
const SOUNDS_PER_SECOND = 47;
const COPIED_FLUSH_MS = 200;
/** An encoder has a good part of the half second that a kill may cost in its own hands: each picture is handed on at once. */
const ENCODED_FLUSH_MS = 40;
/** A camera whose sound was switched on in its settings sends some within its first second, or none. */
const AWAIT_SOUND = 1_000 * TICKS_PER_MS;
/** The wall clock says where a recording goes on, unless it says something that cannot be. */
const CLOCK_TOLERANCE_MS = 1_000;
const LONGEST_PAUSE_MS = 12 * 60 * 60_000;

/** A new part. Nothing of it exists before the first key frame. */
export function newPart(options: OpeningOptions): Opening {
  return {
    async open(pending) {
      const { video, audio } = findFormats(pending);
      if (!video) throw new Error("no picture to begin with");
      const formats: Formats = { video: video.format, audio };
      const part = await createPartFile(options.partPath, roomFor(options), makeInit(formats));
      return {
        part,
        writer: new UnitWriter(part, formats, { origin: video.dts, flushMs: flushMs(options) }),
        origin: video.dts,
      };
    },
    canOpen: (pending) => {
      const { video, audio, last } = findFormats(pending);
      return video !== null && (!options.proxy.camera.audio || audio !== null || last - video.dts >= AWAIT_SOUND);
    },
    brokeOffAt: null,
  };
}

/** A part that broke off, at its place on the timeline. Throws `unprocessable` when there is nothing in it to go on with. */
export async function brokenOffPart(options: OpeningOptions, startedAt: Date): Promise<Opening> {
  const { clock } = options;
  const { contents, part } = await reopenPartFile(options.partPath);
  const formats = readFormats(contents.init);
  const pictures = contents.tables.get(VIDEO_TRACK);
  if (!formats || !pictures) {
    await part.close();
    throw new AppError("unprocessable", "This recording cannot be gone on with.");
  }
  const end = pictures.firstTime! + pictures.duration;
  const brokeOffAt = startedAt.getTime() + end / TICKS_PER_MS;
  const pauseMs = clock.now().getTime() - brokeOffAt;
  const isSane = pauseMs > -CLOCK_TOLERANCE_MS && pauseMs < LONGEST_PAUSE_MS;
  const origin = Math.round((clock.monotonicMs() - (isSane ? pauseMs : 0)) * TICKS_PER_MS) - end;
  const writer = new UnitWriter(part, formats, { origin, from: origin + end, flushMs: flushMs(options) });
  return {
    open: async () => ({ part, writer, origin }),
    canOpen: () => true,
    brokeOffAt,
  };
}

export function findFormats(pending: readonly (VideoUnit | AudioUnit)[]) {
  let video: VideoUnit | null = null;
  let audio: AudioFormat | null = null;
  let last = 0;
  for (const unit of pending) {
    if (unit.kind === "audio") audio ??= unit.format;
    else {
      if (unit.isKey) video ??= unit;
      last = unit.dts;
    }
  }
  return { video, audio, last };
}

const isEncoded = ({ proxy }: OpeningOptions): boolean => proxy.camera.source === "mjpeg";
const flushMs = (options: OpeningOptions): number => (isEncoded(options) ? ENCODED_FLUSH_MS : COPIED_FLUSH_MS);

function roomFor(options: OpeningOptions): number {
  const { proxy, encode, plannedSeconds } = options;
  const pictures = isEncoded(options) ? encode.fps : Math.max(proxy.report().fps ?? LIKELY_FPS, 1);
  const samplesPerSecond = pictures + (proxy.camera.audio ? SOUNDS_PER_SECOND : 0);
  return roomForIndex(plannedSeconds * ROOM_FOR_MORE, {
    samplesPerSecond,
    fragmentsPerSecond: 1_000 / flushMs(options),
  });
}
