import type { Publishing } from "@/lib/contracts/cameras";
import { backoffMs } from "@/lib/core/backoff";
import type { CameraPolicy } from "@/lib/core/camera-url";
import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import { type Attempt, supervise } from "@/lib/process/supervise";
import { CameraFailure, reasonOf } from "../../failure";
import type { AudioFormat, VideoFormat } from "../../packets";
import type { CameraProxy, Chunk } from "../../ports";
import type { Formats } from "./description";
import { publishOnce } from "./publish-once";

/** Why a server does not take the stream, for people. */
const SENTENCES: Partial<Record<string, string>> = {
  wrong_login: "The server refuses this user and password.",
  forbidden_user: "The server does not let this user publish.",
  wrong_path: "The server takes nothing at this address: check the path.",
  refused: "The server refuses the connection: check that it runs, its address and port.",
  no_way: "There is no way to the server: check its address and the network.",
  silent: "The server does not answer.",
  broke_off: "The server broke the connection off.",
  camera_error: "The server does not take this stream.",
  no_video: "What answers there is no RTSP server: check the address and the port.",
  redirected: "The server sends us to another address, which is not followed: enter that one.",
  unknown_name: "The server's name is not known on the network: check the address.",
  forbidden_address: "The address points to a place that may not be used; an operator can allow it with ALLOWED_HOSTS.",
  wrong_codec: "Only H.264 and H.265 can be published as they are; this camera sends single pictures.",
};

/** Sends a camera's copied stream to an RTSP server, for ever while started; holds the camera open meanwhile. */
export interface Publisher {
  start(): void;
  stop(): Promise<void>;
  report(): Publishing;
}

export type PublisherOptions = {
  proxy: CameraProxy;
  url: string;
  policy: CameraPolicy;
  clock: Clock;
  log: Logger;
  onChange: () => void;
};

/** Questions have their own deadlines, and a silent server is given up after 4.5 s: these are a last net. */
const LAST_NET_MS = 30_000;
const RETRY = { baseMs: 500, capMs: 15_000 };
/** Sound that was switched on comes within a second of the first picture, or not at all. */
const AWAIT_SOUND_MS = 1_000;
const LOOK_MS = 100;

export function createPublisher({ proxy, url, policy, clock, log, onChange }: PublisherOptions): Publisher {
  const camera = proxy.camera.id;
  const sinks = new Set<(chunk: Chunk) => void>();
  let video: VideoFormat | null = null;
  let audio: AudioFormat | null = null;
  let isJpeg = false;
  let videoSinceMs = 0;
  let report: Publishing = { state: "connecting", error: null, cause: null };
  let unconsume: (() => void) | null = null;

  function take(chunk: Chunk): void {
    isJpeg = chunk.kind === "jpeg";
    if (chunk.kind === "audio") audio = chunk.format;
    else if (chunk.kind === "video") {
      if (!video) videoSinceMs = clock.monotonicMs();
      video = chunk.format;
    } else video = null;
    for (const sink of sinks) sink(chunk);
  }

  function tell(next: Publishing): void {
    if (next.state === report.state && next.cause === report.cause) return;
    log.info({ camera, from: report.state, to: next.state, cause: next.cause }, "publishing changed");
    report = next;
    onChange();
  }

  async function awaitFormats({ stop, progress }: Parameters<Attempt>[0]): Promise<Formats | null> {
    while (!stop.aborted) {
      if (isJpeg) throw new CameraFailure("It cannot be copied.", true, "wrong_codec");
      const hasSound = !proxy.camera.audio || audio !== null || clock.monotonicMs() - videoSinceMs > AWAIT_SOUND_MS;
      if (video && hasSound) return { video, audio };
      progress(); // the camera is away, which is not the server's fault
      await clock.sleep(LOOK_MS, stop).catch(() => undefined);
    }
    return null;
  }

  const attempt: Attempt = async (io) => {
    const formats = await awaitFormats(io);
    if (!formats) return;
    await publishOnce({
      ...{ url, policy, clock, formats, stop: io.stop },
      consume(onChunk) {
        sinks.add(onChunk);
        return () => void sinks.delete(onChunk);
      },
      onConnected: () => tell({ state: "live", error: null, cause: null }),
      onHeard: io.progress,
    });
  };

  const supervised = supervise({
    ...{ clock, attempt, openMs: LAST_NET_MS, stallMs: LAST_NET_MS },
    retryDelayMs: (failures) => backoffMs(failures - 1, RETRY),
    onState({ at }, failure) {
      if (at !== "waiting" || !unconsume) return;
      const cause = reasonOf(failure) ?? "ended";
      tell({ state: "waiting", error: SENTENCES[cause] ?? "The server ended the connection.", cause });
    },
  });

  return {
    start() {
      unconsume ??= proxy.consume(take);
      supervised.start();
    },
    async stop() {
      unconsume?.();
      unconsume = null;
      await supervised.stop();
    },
    report: () => report,
  };
}
