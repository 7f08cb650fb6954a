import { encodeSoundArgs, type RawSound } from "../ffmpeg";
import type { AudioUnit } from "../packets";
import type { UpstreamDeps } from "../upstream";
import { AdtsReader } from "./adts";
import { RtpClock } from "./rtp-clock";
import type { RtpPacket } from "./rtp-packet";
import { SampleTimes } from "./sample-times";
import type { SdpMedia } from "./sdp";
import type { Track } from "./tracks";

/** An encoder that takes nothing for so long is broken: its sound is left out. */
const MAX_UNREAD_BYTES = 256 * 1024;
const STOP = { eofMs: 0, graceMs: 300 };

/** What raw sound a stream carries; null when it is none that ffmpeg is asked to encode. */
export function rawSoundOf({ kind, encoding, rate, channels }: SdpMedia): RawSound | null {
  if (kind !== "audio" || rate > 96_000 || channels > 2) return null;
  const name = FORMATS[encoding];
  return name ? { ...name, rate, channels } : null;
}

/** G.726 with its bits in the order of RFC 3551; L16 most significant byte first. */
const FORMATS: Record<string, Pick<RawSound, "format" | "bitsPerSample">> = {
  PCMU: { format: "mulaw", bitsPerSample: 8 },
  PCMA: { format: "alaw", bitsPerSample: 8 },
  L16: { format: "s16be", bitsPerSample: 16 },
  "G726-16": { format: "g726le", bitsPerSample: 2 },
  "G726-24": { format: "g726le", bitsPerSample: 3 },
  "G726-32": { format: "g726le", bitsPerSample: 4 },
  "G726-40": { format: "g726le", bitsPerSample: 5 },
};

export type ForeignSound = Track & { close(): Promise<void> };

/**
 * Sound that is not AAC, made AAC by an ffmpeg of its own. The times of what comes out are those of what went in: after a
 * gap they go on where the camera does. When ffmpeg ends, the camera goes on without sound.
 */
export async function openForeignSound(
  { run, ffmpegPath, log, camera }: Pick<UpstreamDeps, "run" | "ffmpegPath" | "log" | "camera">,
  media: SdpMedia,
  sound: RawSound,
  onUnit: (unit: AudioUnit) => void,
): Promise<ForeignSound> {
  const clock = new RtpClock(media.rate);
  const times = new SampleTimes(sound.rate);
  const reader = new AdtsReader((format, data) => {
    const pts = times.next();
    if (pts !== null) onUnit({ kind: "audio", format, data, pts });
  });
  const child = await run(
    { command: ffmpegPath, args: encodeSoundArgs(sound), diesWithParent: true },
    {
      stdin: true,
      onStdout: (bytes) => reader.push(bytes),
      onStderrLine: (line) => log.debug({ camera: camera.id, line }, "ffmpeg says"),
    },
  );
  return {
    clock,
    receive({ bytes, start, end, payloadType, time }: RtpPacket, nowMs: number): void {
      if (payloadType !== media.payloadType || start === end || !child.stdin) return;
      const ticks = clock.ticks(time, nowMs);
      if (child.stdin.writableLength > MAX_UNREAD_BYTES) return;
      times.add(ticks, Math.floor(((end - start) * 8) / (sound.bitsPerSample * sound.channels)));
      child.stdin.write(Buffer.from(bytes.subarray(start, end)));
    },
    async close() {
      await child.stop(STOP);
    },
  };
}
