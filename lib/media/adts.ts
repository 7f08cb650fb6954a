import { readAudioConfig } from "./mp4/codec-config";
import type { AudioFormat } from "./packets";

const HEADER_BYTES = 7;
/** The newest format of each kind of header, so that the same one stays the same object. */
const formats = new Map<number, AudioFormat>();

/** The whole packets of AAC in a stretch of ADTS (ISO/IEC 13818-7, 6.2); ends quietly at what is none. */
export function* adtsFrames(bytes: Buffer): Generator<{ format: AudioFormat; data: Buffer }> {
  for (let at = 0; at + HEADER_BYTES <= bytes.length; ) {
    if (bytes.readUInt16BE(at) >> 4 !== 0xfff) return;
    const length = ((bytes[at + 3]! & 3) << 11) | (bytes[at + 4]! << 3) | (bytes[at + 5]! >> 5);
    const format = formatOf(bytes.readUInt16BE(at + 2));
    const hasChecksum = (bytes[at + 1]! & 1) === 0;
    const from = at + HEADER_BYTES + (hasChecksum ? 2 : 0);
    if (!format || at + length > bytes.length || from > at + length) return;
    yield { format, data: bytes.subarray(from, at + length) };
    at += length;
  }
}

/** `bits`: profile, rate and channels as the header has them. */
function formatOf(bits: number): AudioFormat | null {
  const [profile, rate, channels] = [bits >> 14, (bits >> 10) & 15, (bits >> 6) & 7];
  const config = ((profile + 1) << 11) | (rate << 7) | (channels << 3);
  const known = formats.get(config);
  if (known) return known;
  const format = readAudioConfig(Buffer.from([config >> 8, config & 0xff]));
  if (format) formats.set(config, format);
  return format;
}
