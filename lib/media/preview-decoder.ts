import { setPriority } from "node:os";
import type { Profile } from "@/lib/contracts/preview";
import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import type { ProcessRunner, RunningProcess } from "@/lib/process/process-runner";
import { previewArgs, previewJpegArgs } from "./ffmpeg";
import { FragmentStream } from "./mp4/fragment-stream";
import type { Chunk } from "./ports";
import { SmjpegParser, smjpegFrameHeader, smjpegHeader } from "./smjpeg";

type Picture = Exclude<Chunk, { kind: "audio" }>;
export type PreviewDecoder = { take(picture: Picture): void; stop(): void };
type Deps = { ffmpegPath: string; run: ProcessRunner; clock: Clock; log: Logger };

/** More than this unread in its stdin and the decoder is behind: it skips to the next key frame. */
const MAX_BEHIND_BYTES = 4 * 1024 * 1024;
/** Fed for this long without a picture out (another codec after a reconnection, say): a new decoder. */
const MUTE_MS = 5_000;
const PAUSE_MS = 1_000;
const RESTART_AFTER_MS = 500;
const STOP = { eofMs: 0, graceMs: 1_000 };
/** Where the processor is short, previews suffer before recordings do. */
const NICENESS = 5;

/** One ffmpeg that turns what the proxy sends into JPEGs. Replaced when it dies or says nothing; begins at a key frame. */
export function createPreviewDecoder(
  kind: Picture["kind"],
  profile: Profile,
  { ffmpegPath, run, clock, log }: Deps,
  onJpeg: (jpeg: Buffer, timeMs: number) => void,
): PreviewDecoder {
  const args = kind === "video" ? previewArgs(profile) : previewJpegArgs(profile);
  /** Chunks since the last key frame, while the child is being started. */
  let early: Picture[] = [];
  let child: RunningProcess | null = null;
  let stream = new FragmentStream();
  let isStarting = false;
  let isStopped = false;
  let isSkipping = true;
  let restartAtMs = 0;
  let lastOutMs = 0;
  let lastInMs = 0;

  async function open(): Promise<void> {
    isStarting = true;
    lastOutMs = clock.monotonicMs();
    const parser = new SmjpegParser((jpeg, timeMs) => {
      lastOutMs = clock.monotonicMs();
      if (!isStopped) onJpeg(jpeg, timeMs);
    });
    try {
      const opened = await run(
        { command: ffmpegPath, args, diesWithParent: true },
        { stdin: true, onStdout: (bytes) => read(parser, bytes) },
      );
      if (isStopped) return void opened.stop(STOP);
      child = opened;
      stream = new FragmentStream();
      lowerPriority(opened.pid);
      isSkipping = true;
      const first = early[0];
      if (first?.kind === "jpeg") opened.stdin?.write(smjpegHeader(first));
      void opened.exited.then(({ code, stderrTail }) => onExit(opened, code, stderrTail));
      for (const picture of early.splice(0)) feed(opened, picture);
    } catch (err) {
      log.warn({ err, profile }, "the preview decoder cannot be started");
      restartAtMs = clock.monotonicMs() + RESTART_AFTER_MS;
    } finally {
      isStarting = false;
    }
  }

  function read(parser: SmjpegParser, bytes: Buffer): void {
    try {
      parser.push(bytes);
    } catch (err) {
      log.warn({ err, profile }, "the preview decoder is out of step and replaced");
      void child?.kill();
    }
  }

  function onExit(ended: RunningProcess, code: number | null, stderrTail: string[]): void {
    if (child !== ended) return;
    child = null;
    restartAtMs = clock.monotonicMs() + RESTART_AFTER_MS;
    if (!isStopped) log.warn({ profile, code, cause: stderrTail.at(-1) }, "the preview decoder ended and is replaced");
  }

  function feed(to: RunningProcess, picture: Picture): void {
    const { stdin } = to;
    if (!stdin) return;
    const isEntry = picture.kind === "jpeg" || picture.isKey;
    if (stdin.writableLength > MAX_BEHIND_BYTES) isSkipping = true;
    else if (isEntry) isSkipping = false;
    if (isSkipping) return;
    if (picture.kind === "jpeg") {
      stdin.write(smjpegFrameHeader(picture.atMs, picture.data.length));
      stdin.write(picture.data);
    } else if (stream.canTake(picture)) for (const bytes of stream.push(picture) ?? []) stdin.write(bytes);
    else void to.kill(); // another codec: the next decoder begins with it
  }

  return {
    take(picture) {
      if (isStopped) return;
      const nowMs = clock.monotonicMs();
      if (nowMs - lastInMs > PAUSE_MS) lastOutMs = nowMs; // the camera was away: the silence was not the decoder's
      lastInMs = nowMs;
      if (child) {
        if (nowMs - lastOutMs > MUTE_MS) void child.kill();
        return feed(child, picture);
      }
      if (picture.kind === "jpeg" || picture.isKey) early = [];
      early.push(picture);
      if (!isStarting && nowMs >= restartAtMs) void open();
    },
    stop() {
      isStopped = true;
      early = [];
      void child?.stop(STOP);
    },
  };
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, NICENESS);
  } catch {
    // It has ended already.
  }
}
