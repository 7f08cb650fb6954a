import type { Clock } from "@/lib/core/clock";
import { type Logger, redactUrls } from "@/lib/core/logger";
import type { ProcessRunner, RunningProcess } from "@/lib/process/process-runner";
import { FragmentStream } from "./mp4/fragment-stream";
import { UnitReader } from "./mp4/unit-reader";
import { TICKS_PER_MS, type VideoUnit } from "./packets";
import type { Chunk, Replacement } from "./ports";
import { smjpegFrameHeader, smjpegHeader } from "./smjpeg";

export type Picture = Exclude<Chunk, { kind: "audio" }>;
export type EncoderOptions = {
  /** For JPEGs, or for pictures of another codec. */
  args: (first: Picture) => string[];
  ffmpegPath: string;
  run: ProcessRunner;
  clock: Clock;
  log: Logger;
  /** On the clock of the pictures that went in. */
  onUnit: (unit: VideoUnit) => void;
  onLine: (line: string) => void;
  onReplaced: (what: Replacement) => void;
};

export type Encoder = {
  take(picture: Picture): void;
  /** What it was given comes out before this resolves, within 4 s. */
  end(): Promise<void>;
  /** At once. */
  kill(): Promise<void>;
};

/** A processor that is busy for some seconds costs nothing; more is dropped up to the next picture that can be begun with. */
const MAX_BEHIND_BYTES = 32 * 1024 * 1024;
/** Fed for so long without a picture out, it is replaced. */
const MUTE_MS = 4_500;
const RESTART_AFTER_MS = 250;
/** After a pause of the camera the silence was not the encoder's. */
const PAUSE_MS = 1_000;
const STOP = { eofMs: 4_000, graceMs: 5_000 };

type Child = { process: RunningProcess; stream: FragmentStream; cause: Replacement["cause"] };

/** One ffmpeg that turns pictures into those of another codec. Replaced when it ends or says nothing. */
export function createEncoder({ args, ffmpegPath, run, clock, log, ...on }: EncoderOptions): Encoder {
  const { onUnit, onLine, onReplaced } = on;
  let child: Child | null = null;
  let opening: Promise<void> | null = null;
  /** What a new encoder begins with: JPEGs that have not come out yet, or pictures since the last key frame. */
  let pending: Picture[] = [];
  let pendingBytes = 0;
  let isOver = false;
  let isSkipping = true;
  let waitUntilMs = 0;
  let lastInMs = 0;
  let lastOutMs = 0;

  async function open(first: Picture): Promise<void> {
    const base = startOf(first);
    const reader = new UnitReader((unit) => {
      lastOutMs = clock.monotonicMs();
      if (unit.kind !== "video") return;
      forget(unit.dts + base);
      onUnit({ ...unit, pts: unit.pts + base, dts: unit.dts + base });
    });
    const said = args(first);
    onLine(`ffmpeg ${said.join(" ")}`);
    const process = await run(
      { command: ffmpegPath, args: said, diesWithParent: true },
      { stdin: true, redact: redactUrls, onStderrLine: onLine, onStdout: (bytes) => read(reader, bytes) },
    );
    const opened: Child = { process, stream: new FragmentStream(), cause: "ended" };
    child = opened;
    lastOutMs = clock.monotonicMs();
    isSkipping = true;
    if (first.kind === "jpeg") process.stdin?.write(smjpegHeader(first));
    for (const picture of pending) feed(opened, picture);
    if (first.kind === "video") keep([]);
    void process.exited.then(({ code, signal, stderrTail }) => {
      if (child === opened) child = null;
      waitUntilMs = clock.monotonicMs() + RESTART_AFTER_MS;
      if (isOver) return;
      onLine(`the encoder ended (${opened.cause}, code ${code}, signal ${signal}) and is replaced`);
      log.warn({ code, signal, cause: opened.cause, said: stderrTail.at(-1) }, "an encoder ended and is replaced");
      onReplaced({ cause: opened.cause, lines: stderrTail });
    });
  }

  function read(reader: UnitReader, bytes: Buffer): void {
    try {
      reader.push(bytes);
    } catch (err) {
      log.warn({ err }, "an encoder is out of step and replaced");
      if (child) replace(child, "out_of_step");
    }
  }

  function replace(dead: Child, cause: Replacement["cause"]): void {
    dead.cause = cause;
    void dead.process.kill();
  }

  function feed({ process: { stdin }, stream }: Child, picture: Picture): void {
    if (!stdin) return;
    if (stdin.writableLength > MAX_BEHIND_BYTES) isSkipping = true;
    else if (picture.kind === "jpeg" || picture.isKey) isSkipping = false;
    if (isSkipping) return;
    const pieces =
      picture.kind === "jpeg"
        ? [smjpegFrameHeader(picture.atMs, picture.data.length), picture.data]
        : (stream.push(picture) ?? []);
    for (const piece of pieces) stdin.write(piece);
  }

  function keep(pictures: Picture[]): void {
    pending = pictures;
    pendingBytes = pictures.reduce((sum, { data }) => sum + data.length, 0);
  }

  function remember(picture: Picture): void {
    if (picture.kind === "video" && picture.isKey) keep([]);
    pending.push(picture);
    pendingBytes += picture.data.length;
    while (pendingBytes > MAX_BEHIND_BYTES) pendingBytes -= pending.shift()!.data.length;
    if (pending[0]?.kind === "video" && !pending[0].isKey) keep([]);
  }

  /** What was shown at `dts`, and before, has come out. */
  function forget(dts: number): void {
    while (pending[0]?.kind === "jpeg" && startOf(pending[0]) <= dts) pendingBytes -= pending.shift()!.data.length;
  }

  async function begin(): Promise<void> {
    try {
      await open(pending[0]!);
    } catch (err) {
      onLine("ffmpeg cannot be started on this device");
      log.error({ err }, "an encoder cannot be started");
      waitUntilMs = clock.monotonicMs() + RESTART_AFTER_MS;
    } finally {
      opening = null;
    }
  }

  return {
    take(picture) {
      if (isOver) return;
      const nowMs = clock.monotonicMs();
      if (nowMs - lastInMs > PAUSE_MS) lastOutMs = nowMs;
      lastInMs = nowMs;
      if (picture.kind === "jpeg" || !child) remember(picture);
      if (child) {
        if (nowMs - lastOutMs > MUTE_MS) replace(child, "mute");
        feed(child, picture);
      } else if (pending.length > 0 && !opening && nowMs >= waitUntilMs) opening = begin();
    },
    async end() {
      isOver = true;
      await opening;
      await child?.process.stop(STOP);
    },
    async kill() {
      isOver = true;
      await opening;
      await child?.process.kill();
    },
  };
}

/** What comes out counts from the first picture that went in. */
const startOf = (picture: Picture): number =>
  picture.kind === "jpeg" ? Math.round(picture.atMs * TICKS_PER_MS) : picture.dts;
