import { liveHeader } from "@/lib/contracts/preview";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { type CutPart, firstNumber, PartCutter } from "@/lib/media/live/part-cutter";
import type { CameraProxy } from "@/lib/media/ports";
import { MAX_FRAME_BYTES } from "@/lib/mqtt/packet-guard";
import type { Outlet } from "./frame-sender";
import type { Leased } from "./leases";

/** Two seconds of a camera with many bits. */
const MAX_UNDER_WAY_BYTES = 4 * 1024 * 1024;
/** Each at most half a second, and a header here and there. */
const MAX_PARTS_UNDER_WAY = 6;
/** The header has its place in the message too. */
const MAX_PART_BYTES = MAX_FRAME_BYTES - 64;

/**
 * A camera's own stream in parts. When more than about two seconds of it wait for a slow link, whole parts are dropped up
 * to the next key frame. Throws `unprocessable` for a camera that sends single pictures.
 */
export function sendParts(proxy: CameraProxy, { isConnected, send }: Outlet, clock: Clock): Leased {
  if (proxy.camera.source === "mjpeg")
    throw new AppError("unprocessable", "This camera sends single pictures: there is no HLS of it.");
  const sender: Leased = { sent: 0, dropped: 0, close: () => undefined };
  let sequence = 0;
  let bytesUnderWay = 0;
  let partsUnderWay = 0;

  const take = ({ pieces, ...about }: CutPart): boolean => {
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const isBehind = partsUnderWay >= MAX_PARTS_UNDER_WAY || bytesUnderWay + bytes > MAX_UNDER_WAY_BYTES;
    if (!isConnected() || isBehind || bytes > MAX_PART_BYTES) {
      sender.dropped++;
      return false;
    }
    const message = Buffer.concat([liveHeader({ ...about, sequence }), ...pieces]);
    sequence = (sequence + 1) >>> 0;
    bytesUnderWay += bytes;
    partsUnderWay++;
    void deliver(message, bytes);
    return true;
  };
  const deliver = async (message: Buffer, bytes: number): Promise<void> => {
    try {
      await send(message);
      sender.sent++;
    } catch {
      // Whoever listens sees that its number is missing.
      sender.dropped++;
    } finally {
      bytesUnderWay -= bytes;
      partsUnderWay--;
    }
  };

  const cutter = new PartCutter({
    hasSound: proxy.camera.audio,
    number: firstNumber(clock.now().getTime()),
    wallMs: (monotonicMs) => clock.now().getTime() - (clock.monotonicMs() - monotonicMs),
    send: take,
  });
  sender.close = proxy.consume((chunk) => cutter.push(chunk));
  return sender;
}
