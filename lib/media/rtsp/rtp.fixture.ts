import { RtpPacket } from "./rtp-packet";

type Fields = { sequence: number; time: number; isLast?: boolean; payloadType?: number };

/** The bytes of an RTP packet. */
export function rtpBytes({ sequence, time, isLast = false, payloadType = 96 }: Fields, payload: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head[0] = 0x80;
  head[1] = (isLast ? 0x80 : 0) | payloadType;
  head.writeUInt16BE(sequence & 0xffff, 2);
  head.writeUInt32BE(time >>> 0, 4);
  return Buffer.concat([head, payload]);
}

export function rtpPacket(fields: Fields, payload: Buffer): RtpPacket {
  const packet = new RtpPacket();
  const bytes = rtpBytes(fields, payload);
  if (!packet.read(bytes, 0, bytes.length)) throw new Error("this is no packet");
  return packet;
}

/** As a connection carries it (RFC 2326, 10.12). */
export function interleaved(channel: number, packet: Buffer): Buffer {
  const head = Buffer.from([0x24, channel, 0, 0]);
  head.writeUInt16BE(packet.length, 2);
  return Buffer.concat([head, packet]);
}

// What x264 said: 1280x720.
export const H264_SETS = ["Z0LAH9oBQBbsBagICAoAAAMAAgAAAwBlHjBlQA==", "aM48gA=="].map((text) =>
  Buffer.from(text, "base64"),
);
export const H264_KEY = Buffer.from([0x65, 0x88, 1, 2, 3, 4, 5, 6, 7, 8]);
export const H264_OTHER = Buffer.from([0x41, 0x9a, 9, 8, 7, 6, 5, 4]);

/** A NAL unit in FU-A packets, cut at these places of its payload. */
export function fragmentsOf(unit: Buffer, cuts: readonly number[]): Buffer[] {
  const edges = [1, ...cuts, unit.length];
  return edges.slice(1).map((end, index) => {
    const isLast = index === edges.length - 2;
    const flags = (index === 0 ? 0x80 : 0) | (isLast ? 0x40 : 0);
    const head = Buffer.from([(unit[0]! & 0xe0) | 28, flags | (unit[0]! & 0x1f)]);
    return Buffer.concat([head, unit.subarray(edges[index]!, end)]);
  });
}

/** NAL units with their lengths, as a picture holds them. */
export const withLengths = (...units: Buffer[]): Buffer =>
  Buffer.concat(
    units.flatMap((unit) => {
      const size = Buffer.alloc(4);
      size.writeUInt32BE(unit.length);
      return [size, unit];
    }),
  );
