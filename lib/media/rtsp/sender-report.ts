import { TICKS_PER_SECOND } from "../packets";

const SENDER_REPORT = 200;

/** What a camera's own clock showed, in ticks, at an RTP time (RFC 3550, 6.4.1); null when these bytes do not say it. */
export function readSenderReport(
  bytes: Buffer,
  start: number,
  end: number,
): { time: number; clockTicks: number } | null {
  if (end - start < 28 || bytes[start]! >> 6 !== 2 || bytes[start + 1] !== SENDER_REPORT) return null;
  const seconds = bytes.readUInt32BE(start + 8);
  const fraction = bytes.readUInt32BE(start + 12) / 2 ** 32;
  if (seconds === 0) return null; // it has no clock
  return { time: bytes.readUInt32BE(start + 16), clockTicks: (seconds + fraction) * TICKS_PER_SECOND };
}
