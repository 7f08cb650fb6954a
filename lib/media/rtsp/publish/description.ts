import type { AudioFormat, VideoFormat } from "../../packets";
import { unitType } from "../../parameter-sets";

export const VIDEO_TYPE = 96;
export const AUDIO_TYPE = 97;
export type Formats = { video: VideoFormat; audio: AudioFormat | null };

export const controlOf = (index: number): string => `streamid=${index}`;

/** What we send, as a session description (RFC 4566); `host` is where it is sent. */
export function describeStreams({ video, audio }: Formats, host: string): string {
  const lines = [
    ...["v=0", "o=- 0 0 IN IP4 127.0.0.1", "s=Vigie", `c=IN ${host.includes(":") ? "IP6" : "IP4"} ${host}`, "t=0 0"],
    `m=video 0 RTP/AVP ${VIDEO_TYPE}`,
    `a=rtpmap:${VIDEO_TYPE} ${video.codec === "h264" ? "H264" : "H265"}/90000`,
    `a=fmtp:${VIDEO_TYPE} ${video.codec === "h264" ? h264Parameters(video) : h265Parameters(video)}`,
    `a=control:${controlOf(0)}`,
    ...(audio ? soundLines(audio) : []),
  ];
  return lines.map((line) => `${line}\r\n`).join("");
}

const base64 = (sets: readonly Buffer[]): string => sets.map((set) => set.toString("base64")).join(",");

/** The profile and level are the three bytes after an SPS's head. */
function h264Parameters({ parameterSets }: VideoFormat): string {
  const sps = parameterSets.find((set) => unitType(set, "h264") === 7);
  const profile = sps ? `;profile-level-id=${sps.subarray(1, 4).toString("hex").toUpperCase()}` : "";
  return `packetization-mode=1${profile};sprop-parameter-sets=${base64(parameterSets)}`;
}

function h265Parameters({ parameterSets }: VideoFormat): string {
  const named = [
    ["vps", 32],
    ["sps", 33],
    ["pps", 34],
  ] as const;
  return named
    .map(([name, type]) => `sprop-${name}=${base64(parameterSets.filter((set) => unitType(set, "hevc") === type))}`)
    .join(";");
}

const soundLines = ({ sampleRate, channels, config }: AudioFormat): string[] => [
  `m=audio 0 RTP/AVP ${AUDIO_TYPE}`,
  `a=rtpmap:${AUDIO_TYPE} MPEG4-GENERIC/${sampleRate}/${channels}`,
  `a=fmtp:${AUDIO_TYPE} profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3;config=${config.toString("hex").toUpperCase()}`,
  `a=control:${controlOf(1)}`,
];
