import fluent, { type FfmpegCommand } from "fluent-ffmpeg";
import { PROFILES, type Profile } from "@/lib/contracts/preview";

// The only file that knows ffmpeg's arguments. fluent-ffmpeg puts them in order; it never starts a process: its children
// would inherit our environment, secrets included.

/** `off`: no sound. `copy`: AAC as it comes. `encode`: anything else becomes AAC. */
export type AudioMode = "off" | "copy" | "encode";
export type EncodeSettings = { codec: string; preset: string; crf: number; fps: number };

const QUIET = ["-hide_banner", "-nostats", "-nostdin", "-y"];
/**
 * No waiting for more than the first packets. Without the last of these ffmpeg guesses the rate of small pictures, as of a
 * camera in the dark, and says nothing for 2.7 s at 12 pictures a second, nor for 5 s at 5.
 */
const QUICK_PROBE = ["-probesize", "32768", "-analyzeduration", "0", "-fpsprobesize", "0"];
const FROM_PIPE = ["-protocol_whitelist", "pipe"];
/** Each picture at once as a fragment of its own: what a unit reader wants. Its header comes with the first picture. */
const FRAGMENTS = [
  ...["-movflags", "+empty_moov+default_base_moof+delay_moov", "-frag_duration", "1"],
  ...["-flush_packets", "1", "-max_interleave_delta", "500000", "-f", "mp4"],
];
/** What of fragments comes in on a pipe: the header says everything. */
const FROM_FRAGMENTS = ["-f", "mp4", ...QUICK_PROBE];

function build(inputOptions: string[], input: string, outputOptions: string[], output: string): string[] {
  const command = fluent()
    .input(input)
    .inputOptions(...inputOptions)
    .outputOptions(...outputOptions)
    .output(output);
  return (command as FfmpegCommand & { _getArguments(): string[] })._getArguments();
}

function audioOptions(audio: AudioMode): string[] {
  if (audio === "off") return ["-an"];
  return ["-map", "0:a:0?", "-c:a", audio === "copy" ? "copy" : "aac"];
}

const toUnits = (audio: AudioMode, video: string[] = ["-c:v", "copy"]): string[] => [
  ...["-map", "0:v:0", ...video, ...audioOptions(audio)],
  ...(audio === "copy" ? ["-bsf:a", "aac_adtstoasc"] : []),
  ...FRAGMENTS,
];

/** Sound without a header. `format`: ffmpeg's name of it; rate in Hz. */
export type RawSound = {
  format: "mulaw" | "alaw" | "s16be" | "g726le";
  rate: number;
  channels: number;
  bitsPerSample: number;
};

/** Makes AAC of raw sound on stdin, each packet behind a header (ADTS), as soon as it is there. */
export function encodeSoundArgs({ format, rate, channels, bitsPerSample }: RawSound): string[] {
  // There is nothing to find out: 32 bytes are the least it wants to look at.
  const input = [...FROM_PIPE, "-probesize", "32", "-f", format, "-ar", String(rate)];
  const shape = format === "g726le" ? ["-code_size", String(bitsPerSample)] : ["-ac", String(channels)];
  const output = ["-map", "0:a:0", "-c:a", "aac", "-f", "adts", "-flush_packets", "1"];
  return build([...QUIET, "-loglevel", "warning", ...input, ...shape], "pipe:0", output, "pipe:1");
}

/** Videos; no playlist, which would name further files to read. */
const FILE_FORMATS = "mov,matroska,webm,mpegts,mpeg,avi,flv,h264,hevc";

/** Plays a file in a loop as if it were live. */
export const ingestFileArgs = (file: string, audio: AudioMode): string[] => {
  const only = ["-protocol_whitelist", "file", "-format_whitelist", FILE_FORMATS];
  const input = ["-loglevel", "info", ...only, "-re", "-stream_loop", "-1"];
  return build([...QUIET, ...input], `file:${file}`, toUnits(audio), "pipe:1");
};

/** A moving test picture, 720p25, a key frame each second; with a font the time and a frame counter are drawn into it. */
export function ingestTestArgs(fontFile: string | null): string[] {
  const text = "%{localtime\\:%H\\\\\\:%M\\\\\\:%S}  %{n}";
  const clock = `,drawtext=fontfile=${fontFile}:fontsize=56:fontcolor=white:box=1:boxcolor=black@0.6:x=40:y=h-110:text='${text}'`;
  const picture = `testsrc2=size=1280x720:rate=25${fontFile ? clock : ""}`;
  const video = ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-crf", "28", "-g", "25"];
  const input = [...QUIET, "-loglevel", "warning", "-re", "-f", "lavfi"];
  return build(input, picture, toUnits("off", [...video, "-pix_fmt", "yuv420p", "-threads", "2"]), "pipe:1");
}

/** Encodes timestamped JPEGs on stdin into fragments of even size on stdout. */
export function encodeJpegArgs(encode: EncodeSettings, size: { width: number; height: number }): string[] {
  const even = (side: number) => Math.max(2, side - (side % 2));
  // The rate is not guessed, so nothing says how long the last picture lasts: it passes all the same.
  const rate = `fps=${encode.fps}:eof_action=pass`;
  const filter = `scale=${even(size.width)}:${even(size.height)}:out_range=tv,${rate},format=yuv420p`;
  return encodeArgs(["-f", "smjpeg", ...QUICK_PROBE], filter, encode);
}

/** Encodes fragments of any codec on stdin into fragments of `encode.codec`, at their own times. */
export const transcodeArgs = (encode: EncodeSettings): string[] =>
  encodeArgs([...FROM_FRAGMENTS, "-flags", "low_delay"], "format=yuv420p", encode, ["-fps_mode", "passthrough"]);

function encodeArgs(format: string[], filter: string, encode: EncodeSettings, timing: string[] = []): string[] {
  const { codec, preset, crf, fps } = encode;
  // A short look ahead, no B-frames, threads that share a picture instead of holding one each: a kill costs what is in the
  // encoder's hands.
  const hasty = ["-bf", "0", "-rc-lookahead", "3", "-x264-params", "sliced-threads=1:sync-lookahead=0"];
  const short = codec === "libx264" ? hasty : [];
  const video = ["-c:v", codec, "-preset", preset, "-crf", String(crf), "-g", String(fps * 2), ...short];
  // One thread reads: each further one would hold a picture back, too.
  const input = [...QUIET, "-loglevel", "warning", ...FROM_PIPE, "-threads", "1", ...format];
  return build(input, "pipe:0", ["-an", "-vf", filter, ...timing, ...video, ...FRAGMENTS], "pipe:1");
}

/** Decodes fragments on stdin to JPEGs with their own times (SMJPEG), at a profile's size and rate. */
export const previewArgs = (profile: Profile): string[] =>
  decodeArgs(profile, FROM_FRAGMENTS, thinning(PROFILES[profile].fps));

/** Scales timestamped JPEGs on stdin; their rate is the sender's. */
export const previewJpegArgs = (profile: Profile): string[] =>
  decodeArgs(profile, [...QUICK_PROBE, "-f", "smjpeg"], "");

function decodeArgs(profile: Profile, format: string[], thin: string): string[] {
  const scale = scaleTo(PROFILES[profile].width);
  // One thread and low_delay: each further one holds a frame back (measured: 46 to 87 ms from camera to client).
  const input = [...FROM_PIPE, "-flags", "low_delay", "-threads", "1", "-copyts", ...format];
  const timing = ["-fps_mode", "passthrough", "-enc_time_base", "1:1000"];
  const jpeg = [
    "-c:v",
    "mjpeg",
    "-q:v",
    "6",
    "-pix_fmt",
    "yuvj420p",
    "-threads",
    "1",
    "-flush_packets",
    "1",
    "-f",
    "smjpeg",
  ];
  const output = ["-map", "0:v:0", "-an", "-vf", `${thin}${scale}`, ...timing, ...jpeg];
  return build([...QUIET, "-loglevel", "warning", ...input], "pipe:0", output, "pipe:1");
}

/** One picture on stdin, a key frame as fragments or a JPEG, becomes one JPEG at most so many pixels on its longer side. */
export function stillArgs(kind: "video" | "jpeg", side: number): string[] {
  const format = kind === "video" ? FROM_FRAGMENTS : [...QUICK_PROBE, "-f", "mjpeg"];
  const output = ["-map", "0:v:0", "-an", "-frames:v", "1", "-vf", scaleTo(side), "-c:v", "mjpeg", "-q:v", "6"];
  const input = [...QUIET, "-loglevel", "error", ...FROM_PIPE, "-threads", "1", ...format];
  return build(input, "pipe:0", [...output, "-pix_fmt", "yuvj420p", "-f", "mjpeg"], "pipe:1");
}

const scaleTo = (side: number): string =>
  `scale=w='if(gte(iw,ih),min(${side},iw),-2)':h='if(gte(iw,ih),-2,min(${side},ih))'`;

/** Takes the first picture of each 1/fps second; the fps filter would hold every picture back until the next. */
const thinning = (fps: number): string => `select='isnan(prev_t)+gt(floor(t*${fps}),floor(prev_t*${fps}))',`;

/** One JPEG, at most 640 pixels wide. */
export const posterArgs = (videoPath: string, outPath: string, atSeconds: number): string[] => {
  const input = [...QUIET, "-loglevel", "error", "-protocol_whitelist", "file", "-ss", atSeconds.toFixed(3)];
  const output = ["-map", "0:v:0", "-frames:v", "1", "-vf", "scale='min(640,iw)':-2", "-q:v", "4", "-f", "mjpeg"];
  return build(input, `file:${videoPath}`, output, `file:${outPath}`);
};

export const probeArgs = (file: string): string[] => [
  ...["-v", "error", "-protocol_whitelist", "file", "-of", "json", "-show_format", "-show_streams", `file:${file}`],
];
