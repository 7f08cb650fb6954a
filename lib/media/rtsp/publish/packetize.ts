import { unitsIn } from "../../nal-units";
import type { AudioUnit, VideoCodec, VideoUnit } from "../../packets";

/** With all headers below the 1,500 bytes of an Ethernet frame, for whoever sends it on over UDP. */
const MAX_PAYLOAD_BYTES = 1_400;

export type Payload = { bytes: Buffer; isLast: boolean };

/** A picture as RTP payloads, each key frame with its parameter sets in front: RFC 6184 (single units, FU-A), RFC 7798 (FU). */
export function* videoPayloads({ format, isKey, data }: VideoUnit): Generator<Payload> {
  const pictures = [...unitsIn(data)].filter((unit) => unit.length > 2);
  const units = isKey ? [...format.parameterSets, ...pictures] : pictures;
  for (const [index, unit] of units.entries()) {
    const pieces = unit.length <= MAX_PAYLOAD_BYTES ? [unit] : fragments(unit, format.codec);
    for (const [at, bytes] of pieces.entries())
      yield { bytes, isLast: index === units.length - 1 && at === pieces.length - 1 };
  }
}

/** RFC 3640, AAC-hbr: one packet, its size in 13 bits in front; one too large for a payload in several. */
export function* audioPayloads({ data }: AudioUnit): Generator<Payload> {
  for (let at = 0; at < data.length; at += MAX_PAYLOAD_BYTES) {
    const end = Math.min(at + MAX_PAYLOAD_BYTES, data.length);
    const head = Buffer.from([0, 16, data.length >> 5, (data.length & 0x1f) << 3]);
    yield { bytes: Buffer.concat([head, data.subarray(at, end)]), isLast: end === data.length };
  }
}

function fragments(unit: Buffer, codec: VideoCodec): Buffer[] {
  const headBytes = codec === "h264" ? 1 : 2;
  const pieces: Buffer[] = [];
  for (let at = headBytes; at < unit.length; at += MAX_PAYLOAD_BYTES) {
    const end = Math.min(at + MAX_PAYLOAD_BYTES, unit.length);
    const flags = (at === headBytes ? 0x80 : 0) | (end === unit.length ? 0x40 : 0);
    pieces.push(Buffer.concat([fragmentHead(unit, codec, flags), unit.subarray(at, end)]));
  }
  return pieces;
}

function fragmentHead(unit: Buffer, codec: VideoCodec, flags: number): Buffer {
  const first = unit[0]!;
  if (codec === "h264") return Buffer.from([(first & 0xe0) | 28, flags | (first & 0x1f)]);
  return Buffer.from([(first & 0x81) | (49 << 1), unit[1]!, flags | ((first >> 1) & 0x3f)]);
}
