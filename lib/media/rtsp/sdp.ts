import type { VideoCodec } from "../packets";

/** A stream the camera offers. `control` is as it stands there: absolute, relative or `*`. */
export type SdpMedia = {
  kind: string;
  payloadType: number;
  /** In upper case, as in `a=rtpmap`: H264, MPEG4-GENERIC, PCMU… */
  encoding: string;
  /** Ticks of its RTP clock in a second. */
  rate: number;
  channels: number;
  /** `a=fmtp`; names in lower case. */
  parameters: ReadonlyMap<string, string>;
  control: string;
};
export type Sdp = { control: string; media: readonly SdpMedia[] };

/** A camera offers two or three. */
const MAX_MEDIA = 16;

/** Payload types that need no `a=rtpmap` (RFC 3551, table 4 and 5). */
const STATIC: Record<number, string> = {
  0: "PCMU/8000",
  3: "GSM/8000",
  8: "PCMA/8000",
  9: "G722/8000",
  10: "L16/44100/2",
  11: "L16/44100",
  14: "MPA/90000",
  26: "JPEG/90000",
};

/** Reads a session description (RFC 4566) as far as a camera's reader needs it; what is not understood is passed over. */
export function parseSdp(text: string): Sdp {
  const [session = [], ...parts] = splitAtMedia(text);
  const media = parts.slice(0, MAX_MEDIA).flatMap((lines) => parseMedia(lines) ?? []);
  return { control: attribute(session, "control") ?? "*", media };
}

/** The codec a stream of pictures is in; null for one that we do not read. */
export function videoCodecOf({ encoding }: SdpMedia): VideoCodec | null {
  if (encoding === "H264") return "h264";
  return encoding === "H265" || encoding === "HEVC" ? "hevc" : null;
}

/** The parameter sets that stand in the description, each once. */
export function sdpParameterSets({ parameters }: SdpMedia): Buffer[] {
  const names = ["sprop-parameter-sets", "sprop-vps", "sprop-sps", "sprop-pps"];
  const texts = names.flatMap((name) => parameters.get(name)?.split(",") ?? []);
  return texts.map((text) => Buffer.from(text, "base64")).filter((set) => set.length > 2);
}

function splitAtMedia(text: string): string[][] {
  const parts: string[][] = [[]];
  for (const line of text.split(/[\r\n]+/)) {
    if (line.startsWith("m=")) parts.push([]);
    parts.at(-1)!.push(line.trim());
  }
  return parts;
}

const attribute = (lines: readonly string[], name: string): string | null =>
  lines
    .find((line) => line.startsWith(`a=${name}:`))
    ?.slice(name.length + 3)
    .trim() ?? null;

function parseMedia(lines: readonly string[]): SdpMedia | null {
  const match = /^m=(\S+) \S+ \S+ (\d{1,3})\b/.exec(lines[0] ?? "");
  if (!match) return null;
  const payloadType = Number(match[2]);
  const about = (name: string) =>
    lines.find((line) => line.startsWith(`a=${name}:${payloadType} `))?.replace(/^\S+\s+/, "") ?? null;
  const [encoding = "", rate, channels] = (about("rtpmap") ?? STATIC[payloadType] ?? "").split("/");
  return {
    kind: match[1]!.toLowerCase(),
    payloadType,
    encoding: encoding.trim().toUpperCase(),
    rate: Number(rate) > 0 && Number(rate) < 1_000_000 ? Number(rate) : 90_000,
    channels: Number(channels) || 1,
    parameters: parseParameters(about("fmtp") ?? ""),
    control: attribute(lines, "control") ?? "*",
  };
}

function parseParameters(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of text.split(";")) {
    const [, name, value] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(part) ?? [];
    if (name !== undefined) found.set(name.toLowerCase(), value ?? "");
  }
  return found;
}
