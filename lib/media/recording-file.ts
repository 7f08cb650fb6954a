import type { Gap } from "@/lib/contracts/recordings";
import type { Logger } from "@/lib/core/logger";
import { signal } from "@/lib/core/signal";
import type { ProcessRunner } from "@/lib/process/process-runner";
import { openBoundedLog } from "./bounded-log";
import type { Chapter } from "./mp4/chapters";
import { type AudioUnit, TICKS_PER_MS, type VideoUnit } from "./packets";
import type { Replacement } from "./ports";
import { openRecorderInput } from "./recorder-input";
import {
  brokenOffPart,
  findFormats,
  newPart,
  type Opened,
  type Opening,
  type OpeningOptions,
} from "./recording-openings";

export type RecordingFileOptions = OpeningOptions & {
  logPath: string;
  ffmpegPath: string;
  log: Logger;
  run: ProcessRunner;
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

const INTERRUPTED = "The device was restarted.";

/** Feeds a new part from now on. */
export const openRecordingFile = (options: RecordingFileOptions): RecordingFile => feed(options, newPart(options));

/** Goes on with a part that broke off. Throws `unprocessable` when there is nothing in it to go on with. */
export const reopenRecordingFile = async (options: RecordingFileOptions, startedAt: Date): Promise<RecordingFile> =>
  feed(options, await brokenOffPart(options, startedAt));

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
