import { withoutEmulation } from "../bit-reader";
import type { AudioFormat, VideoCodec, VideoFormat } from "../packets";
import { describeFormat, readSequence, unitType } from "../parameter-sets";
import { type Box, boxesIn, findBox, makeBox, makeFullBox, u16 } from "./boxes";

/** Profiles whose configuration says more about colour (ISO/IEC 14496-15, 5.3.3.1.2). */
const AVC_WITH_COLOUR = new Set([100, 110, 122, 144]);
const AVC = { sps: 7, pps: 8 };
const HEVC = [32, 33, 34] as const;

const ofType = ({ codec, parameterSets }: VideoFormat, type: number): Buffer[] =>
  parameterSets.filter((set) => unitType(set, codec) === type);
const withLengths = (sets: readonly Buffer[]): Buffer => Buffer.concat(sets.flatMap((set) => [u16(set.length), set]));

/** The entry of a sample description for these pictures. */
export function makeVideoEntry(format: VideoFormat): Buffer {
  const { codec, width, height } = format;
  const head = Buffer.alloc(78);
  head.writeUInt16BE(1, 6);
  head.writeUInt16BE(width, 24);
  head.writeUInt16BE(height, 26);
  head.writeUInt32BE(0x480000, 28);
  head.writeUInt32BE(0x480000, 32);
  head.writeUInt16BE(1, 40);
  head.writeUInt16BE(24, 74);
  head.writeInt16BE(-1, 76);
  // Apple plays no other tag than hvc1.
  return codec === "h264"
    ? makeBox("avc1", head, makeBox("avcC", makeAvcConfig(format)))
    : makeBox("hvc1", head, makeBox("hvcC", makeHevcConfig(format)));
}

/** ISO/IEC 14496-15, 5.3.3.1.2. */
function makeAvcConfig(format: VideoFormat): Buffer {
  const [sps, pps] = [ofType(format, AVC.sps), ofType(format, AVC.pps)];
  const [first] = sps;
  const { chroma, lumaBits, chromaBits } = readSequence("h264", first!);
  const colour = AVC_WITH_COLOUR.has(first![1]!)
    ? [Buffer.from([0xfc | chroma, 0xf8 | (lumaBits - 8), 0xf8 | (chromaBits - 8), 0])]
    : [];
  return Buffer.concat([
    ...[Buffer.from([1, first![1]!, first![2]!, first![3]!, 0xff, 0xe0 | sps.length]), withLengths(sps)],
    ...[Buffer.from([pps.length]), withLengths(pps), ...colour],
  ]);
}

/** ISO/IEC 14496-15, 8.3.3.1.2. What is not known is left open. */
function makeHevcConfig(format: VideoFormat): Buffer {
  const [first] = ofType(format, HEVC[1]);
  const { chroma, lumaBits, chromaBits } = readSequence("hevc", first!);
  const sps = withoutEmulation(first!);
  const [layers, isNested] = [((sps[2]! >> 1) & 7) + 1, sps[2]! & 1];
  const arrays = HEVC.flatMap((type) => {
    const sets = ofType(format, type);
    return sets.length === 0 ? [] : [Buffer.from([0x80 | type]), u16(sets.length), withLengths(sets)];
  });
  return Buffer.concat([
    ...[Buffer.from([1]), Buffer.from(sps.slice(3, 15)), u16(0xf000)],
    Buffer.from([0xfc, 0xfc | chroma, 0xf8 | (lumaBits - 8), 0xf8 | (chromaBits - 8), 0, 0]),
    ...[Buffer.from([(layers << 3) | (isNested << 2) | 3, HEVC.length]), ...arrays],
  ]);
}

/** The format an entry of a sample description speaks of; null for any other. */
export function readVideoEntry(bytes: Buffer, entry: Box): VideoFormat | null {
  const codec = CODECS.get(entry.type);
  const config = codec && findBox(bytes, [codec === "h264" ? "avcC" : "hvcC"], entry.bodyAt + 78, entry.end);
  if (!codec || !config) return null;
  const body = bytes.subarray(config.bodyAt, config.end);
  return describeFormat(codec, codec === "h264" ? readAvcSets(body) : readHevcSets(body));
}

const CODECS = new Map<string, VideoCodec>([
  ["avc1", "h264"],
  ["avc3", "h264"],
  ["hvc1", "hevc"],
  ["hev1", "hevc"],
]);

function readAvcSets(config: Buffer): Buffer[] {
  const sets: Buffer[] = [];
  let at = readSets(config, 6, (config[5] ?? 0) & 0x1f, sets);
  at = readSets(config, at + 1, config[at] ?? 0, sets);
  return sets;
}

function readHevcSets(config: Buffer): Buffer[] {
  const sets: Buffer[] = [];
  let at = 23;
  for (let n = config[22] ?? 0; n > 0 && at + 3 <= config.length; n--)
    at = readSets(config, at + 3, config.readUInt16BE(at + 1), sets);
  return sets;
}

function readSets(config: Buffer, from: number, count: number, sets: Buffer[]): number {
  let at = from;
  for (let n = 0; n < count && at + 2 <= config.length; n++) {
    const end = at + 2 + config.readUInt16BE(at);
    // Copied: what it stands in is often a large piece of a stream.
    if (end <= config.length) sets.push(Buffer.from(config.subarray(at + 2, end)));
    at = end;
  }
  return at;
}

/** The entry of a sample description for this sound. */
export function makeAudioEntry({ sampleRate, channels, config }: AudioFormat): Buffer {
  const head = Buffer.alloc(28);
  head.writeUInt16BE(1, 6);
  head.writeUInt16BE(channels, 16);
  head.writeUInt16BE(16, 18);
  head.writeUInt16BE(Math.min(sampleRate, 0xffff), 24);
  const described = descriptor(5, config);
  const decoder = descriptor(4, Buffer.from([0x40, 0x15]), Buffer.alloc(11), described);
  const stream = descriptor(3, Buffer.alloc(3), decoder, descriptor(6, Buffer.from([2])));
  return makeBox("mp4a", head, makeFullBox("esds", 0, 0, stream));
}

function descriptor(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, 0x80, 0x80, body.length >> 7, body.length & 0x7f].map(asLength)), body]);
}
/** A length in four bytes of seven bits, each but the last marked. */
const asLength = (byte: number, n: number): number => (n === 3 ? byte | 0x80 : byte);

/** The sound an entry of a sample description speaks of; null when it is not AAC. */
export function readAudioEntry(bytes: Buffer, entry: Box): AudioFormat | null {
  if (entry.type !== "mp4a") return null;
  const esds = [...boxesIn(bytes, entry.bodyAt + 28, entry.end)].find(({ type }) => type === "esds");
  const config = esds && readConfig(bytes.subarray(esds.bodyAt + 4, esds.end));
  return config ? readAudioConfig(config) : null;
}

/** Descends ES (3) and decoder configuration (4) to what the decoder is told (5). ISO/IEC 14496-1, 7.2.6. */
function readConfig(bytes: Buffer): Buffer | null {
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at++]!;
    let length = 0;
    for (let more = true; more && at < bytes.length; at++) {
      length = length * 128 + (bytes[at]! & 0x7f);
      more = bytes[at]! >= 0x80;
    }
    if (tag === 5) return Buffer.from(bytes.subarray(at, at + length));
    if (tag === 3) at += 3;
    else if (tag === 4) at += 13;
    else return null;
  }
  return null;
}

const RATES = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

/** What an AudioSpecificConfig says; null when it is cut off or its rate is spelled out (no camera does). */
export function readAudioConfig(config: Buffer): AudioFormat | null {
  if (config.length < 2) return null;
  const bits = config.readUInt16BE(0);
  const sampleRate = RATES[(bits >> 7) & 15];
  const channels = (bits >> 3) & 15;
  return sampleRate === undefined
    ? null
    : { codec: "aac", sampleRate, channels: channels === 7 ? 8 : channels, config };
}
