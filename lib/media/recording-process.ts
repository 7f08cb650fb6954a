import { rm } from "node:fs/promises";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { type Logger, redactUrls } from "@/lib/core/logger";
import type { Exit, ProcessIo, ProcessRunner } from "@/lib/process/process-runner";
import { openBoundedLog } from "./bounded-log";
import { type EncodeSettings, recordJpegArgs, recordTsArgs } from "./ffmpeg";
import { roomForIndex } from "./mp4/growing-file";
import { createPartFile, type PartFile } from "./part-file";
import type { CameraProxy } from "./ports";
import { createJpegFeed, createTsFeed } from "./recorder-feeds";

export type RecordingProcessOptions = {
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
  /** The camera sends something now that cannot go on in this file. */
  onUnfit: (why: string) => void;
};

/** One ffmpeg that makes fragments, the part they are written to, and what feeds it. */
export type RecordingProcess = {
  readonly part: PartFile;
  /** The writer ended, by itself or not. */
  readonly exited: Promise<Exit>;
  /** When the first picture arrived, on the monotonic clock. */
  startedMs(): number | null;
  /** No more pictures; the writer ends in order, or at once. What it wrote is durable then. May be called twice. */
  close(how: "stop" | "kill"): Promise<Exit>;
};

/** Closing stdin ends a copy in 0.1 s, an encoder in a second; then it is asked, then killed. */
const STOP = { eofMs: 4_000, graceMs: 10_000 };

/** Extended by a quarter it still fits. */
const ROOM_FOR_MORE = 1.25;
/** Of a camera that does not tell its rate. */
const LIKELY_FPS = 30;
/** AAC at 48 kHz: 1,024 samples in a packet. */
const SOUNDS_PER_SECOND = 47;

function roomFor({ proxy, encode, plannedSeconds }: RecordingProcessOptions): number {
  const { codec, fps } = proxy.report();
  const pictures = codec === "mjpeg" ? encode.fps : Math.max(fps ?? LIKELY_FPS, 1);
  return roomForIndex(plannedSeconds * ROOM_FOR_MORE, pictures + (proxy.camera.audio ? SOUNDS_PER_SECOND : 0));
}

/** Opens the part and its writer and begins to feed it. Throws when the picture is not known, or nothing can be started. */
export async function openRecording(options: RecordingProcessOptions): Promise<RecordingProcess> {
  const { proxy, partPath, clock } = options;
  const { codec, width, height } = proxy.report();
  if (codec === null || width === null || height === null)
    throw new AppError("camera_unreachable", "The camera's picture is not known yet: try again in a moment.");
  const notes = openBoundedLog(options.logPath, () => clock.now());
  const part = await createPartFile(partPath, roomFor(options));
  const args =
    codec === "mjpeg"
      ? recordJpegArgs(options.encode, { width, height })
      : recordTsArgs(codec, proxy.camera.audio ? "copy" : "off");
  notes.line(`${codec} ${width}x${height}: ffmpeg ${args.join(" ")}`);
  const io: ProcessIo = {
    ...{ stdin: true, redact: redactUrls },
    onStdout: (bytes) => part.push(bytes),
    onStderrLine: (line) => notes.line(line),
  };
  const spec = { command: options.ffmpegPath, args, diesWithParent: true };
  const child = await options.run(spec, io).catch(async (cause: unknown) => {
    await Promise.all([part.close(false), notes.close(), rm(partPath, { force: true })]);
    throw new AppError("internal", "ffmpeg cannot be started on this device.", { cause });
  });

  const nowMs = () => clock.monotonicMs();
  const feed =
    codec === "mjpeg" ? createJpegFeed(child.stdin!, nowMs, { width, height }) : createTsFeed(child.stdin!, nowMs);
  const unconsume = proxy.consume((chunk) => {
    const now = chunk.kind === "ts" && chunk.startsWithKeyframe ? proxy.report().codec : codec;
    if (now === codec) feed.take(chunk);
    else options.onUnfit(`The camera changed from ${codec} to ${now}, which cannot go on in the same file.`);
  });
  feed.begin();

  async function close(how: "stop" | "kill"): Promise<Exit> {
    proxy.repeatPicture?.();
    feed.end();
    unconsume();
    const exit = await (how === "stop" ? child.stop(STOP) : child.kill());
    await part
      .close(how === "stop")
      .catch((err) =>
        options.log.error({ err, partPath }, "a part could not be made plain; it is done when it is finished"),
      );
    notes.line(`ended: code ${exit.code}, signal ${exit.signal}; ${part.bytes()} bytes, ${feed.dropped()} dropped`);
    await notes.close();
    return exit;
  }
  let closing: Promise<Exit> | undefined;
  return {
    part,
    exited: child.exited,
    startedMs: () => feed.startedMs(),
    close(how) {
      if (how === "kill") void child.kill();
      closing ??= close(how);
      return closing;
    },
  };
}
