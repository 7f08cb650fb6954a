import type { Gap } from "@/lib/contracts/recordings";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import { signal } from "@/lib/core/signal";
import type { ProcessRunner } from "@/lib/process/process-runner";
import { openBoundedLog } from "./bounded-log";
import type { EncodeSettings } from "./ffmpeg";
import type { Chapter } from "./mp4/chapters";
import { roomForIndex } from "./mp4/growing-file";
import { type Formats, makeInit, VIDEO_TRACK } from "./mp4/make-init";
import { readFormats } from "./mp4/unit-reader";
import { type AudioFormat, type AudioUnit, TICKS_PER_MS, type VideoUnit } from "./packets";
import { createPartFile, type PartFile, reopenPartFile } from "./part-file";
import type { CameraProxy, Replacement } from "./ports";
import { openRecorderInput } from "./recorder-input";
import { UnitWriter } from "./unit-writer";

export type RecordingFileOptions = {
  proxy: CameraProxy;
  partPath: string;
  logPath: string;
  ffmpegPath: string;
  encode: EncodeSettings;
  clock: Clock;
  log: Logger;
  run: ProcessRunner;
  /** How long it is meant to last: so much room is kept for the index. */
  plannedSeconds: number;
};

/** A part and everything that feeds it. */
export type RecordingFile = {
  bytes(): number;
  /** Where on the monotonic clock the file begins. Known once it has a fragment. */
  originMs(): number;
  gaps(): Gap[];
  onReplaced(callback: (what: Replacement) => void): void;
  /** Resolves when something new is durable. */
  readonly hasFragment: Promise<void>;
  /** Resolves with the cause when it cannot go on. */
  readonly failed: Promise<unknown>;
  /** Ends it: `stop` makes it plain where that is quick, `suspend` leaves it to be gone on with. May be called twice. */
  close(how: "stop" | "suspend" | "kill", chapters?: readonly Chapter[]): Promise<void>;
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
const INTERRUPTED = "The device was restarted.";

/** Feeds a new part from now on. Nothing of it exists before the first key frame. */
export function openRecordingFile(options: RecordingFileOptions): RecordingFile {
  return feed(options, {
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
  });
}

/** Goes on with a part that broke off. Throws `unprocessable` when there is nothing in it to go on with. */
export async function reopenRecordingFile(options: RecordingFileOptions, startedAt: Date): Promise<RecordingFile> {
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
  return feed(options, {
    open: async () => ({ part, writer, origin }),
    canOpen: () => true,
    brokeOffAt,
  });
}

type Opened = { part: PartFile; writer: UnitWriter; origin: number };
type Opening = {
  open(pending: readonly (VideoUnit | AudioUnit)[]): Promise<Opened>;
  canOpen(pending: readonly (VideoUnit | AudioUnit)[]): boolean;
  /** Until when there is something in the file already, in wall time; null for a new one. */
  brokeOffAt: number | null;
};

function feed(options: RecordingFileOptions, { open, canOpen, brokeOffAt }: Opening): RecordingFile {
  const { clock, log } = options;
  const notes = openBoundedLog(options.logPath, () => clock.now());
  const [hasFragment, tellFragment] = signal<void>();
  const [failed, tellFailure] = signal<unknown>();
  let opened: Opened | null = null;
  let opening: Promise<void> | null = null;
  let pending: (VideoUnit | AudioUnit)[] = [];
  let wentOnAt: number | null = null;
  let closing: Promise<void> | null = null;
  let tellReplaced: (what: Replacement) => void = () => {};

  async function begin(): Promise<void> {
    try {
      opened = await open(pending);
      void opened.part.hasFragment.then(tellFragment);
      void opened.part.failed.then(tellFailure);
      const { video, audio } = opened.writer.formats;
      notes.line(`${video.codec} ${video.width}x${video.height}${audio ? ` with sound, ${audio.sampleRate} Hz` : ""}`);
      for (const unit of pending) write(opened, unit);
    } catch (error) {
      tellFailure(error);
    }
    pending = [];
  }

  function write({ writer }: Opened, unit: VideoUnit | AudioUnit): void {
    if (unit.kind === "video" && unit.isKey) wentOnAt ??= clock.now().getTime();
    writer.add(unit);
  }

  const input = openRecorderInput({
    ...options,
    onLine: (line) => notes.line(line),
    onReplaced: (what) => tellReplaced(what),
    codec: () => opened?.writer.formats.video.codec ?? findFormats(pending).video?.format.codec ?? null,
    onUnit(unit) {
      if (opened) return write(opened, unit);
      pending.push(unit);
      if (!opening && canOpen(pending)) opening = begin();
    },
  });
  if (brokeOffAt !== null) opening = begin();

  async function close(how: "stop" | "suspend" | "kill", chapters: readonly Chapter[]): Promise<void> {
    const endedAt = clock.monotonicMs() * TICKS_PER_MS;
    await input.end(how === "kill" ? "kill" : "stop");
    await opening;
    if (opened) await closePart(opened, how, endedAt, chapters);
    notes.line(`${how}: ${opened?.part.bytes() ?? 0} bytes, ${opened?.writer.dropped ?? 0} fragments dropped`);
    await notes.close();
  }

  async function closePart({ part, writer }: Opened, how: string, endedAt: number, chapters: readonly Chapter[]) {
    if (how === "stop") writer.end(endedAt);
    else writer.flush();
    try {
      await (how === "stop" ? part.finish(chapters) : part.close());
    } catch (err) {
      log.error({ err, partPath: options.partPath }, "a part was not closed properly; it is finished later");
    }
  }

  return {
    bytes: () => opened?.part.bytes() ?? 0,
    originMs: () => (opened?.origin ?? 0) / TICKS_PER_MS,
    gaps() {
      if (brokeOffAt === null) return [];
      const to = wentOnAt === null ? null : new Date(wentOnAt).toISOString();
      return [{ from: new Date(brokeOffAt).toISOString(), to, cause: INTERRUPTED }];
    },
    onReplaced(callback) {
      tellReplaced = callback;
    },
    hasFragment,
    failed,
    close(how, chapters = []) {
      closing ??= close(how, chapters);
      return closing;
    },
  };
}

function findFormats(pending: readonly (VideoUnit | AudioUnit)[]) {
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

const isEncoded = ({ proxy }: RecordingFileOptions): boolean => proxy.camera.source === "mjpeg";
const flushMs = (options: RecordingFileOptions): number => (isEncoded(options) ? ENCODED_FLUSH_MS : COPIED_FLUSH_MS);

function roomFor(options: RecordingFileOptions): number {
  const { proxy, encode, plannedSeconds } = options;
  const pictures = isEncoded(options) ? encode.fps : Math.max(proxy.report().fps ?? LIKELY_FPS, 1);
  const samplesPerSecond = pictures + (proxy.camera.audio ? SOUNDS_PER_SECOND : 0);
  return roomForIndex(plannedSeconds * ROOM_FOR_MORE, {
    samplesPerSecond,
    fragmentsPerSecond: 1_000 / flushMs(options),
  });
}
