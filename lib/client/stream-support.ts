/** What browsers call a camera's codec, at a level every decoder of it has. */
const MP4_CODECS: Record<string, string> = { h264: "avc1.4d401f", hevc: "hvc1.1.6.L93.B0" };

/** none: the camera has no stream to play · unplayable: this browser has no decoder for it. */
export type StreamSupport = "none" | "playable" | "unplayable";

type Media = { isTypeSupported(type: string): boolean };
const mediaSource = (): Media | undefined =>
  (Reflect.get(globalThis, "ManagedMediaSource") ?? Reflect.get(globalThis, "MediaSource")) as Media | undefined;

/** Whether this browser can play a camera's own stream, by the codec its device reports. */
export function streamSupport(codec: string | null | undefined, media = mediaSource()): StreamSupport {
  const name = codec ? MP4_CODECS[codec] : undefined;
  if (!name) return "none";
  const type = `video/mp4; codecs="${name}"`;
  if (media) return media.isTypeSupported(type) ? "playable" : "unplayable";
  return playsAlone() && document.createElement("video").canPlayType(type) !== "" ? "playable" : "unplayable";
}

/** A browser that plays HLS by itself, where scripts cannot (older iPhones). */
export const playsAlone = (): boolean =>
  mediaSource() === undefined && document.createElement("video").canPlayType("application/vnd.apple.mpegurl") !== "";
