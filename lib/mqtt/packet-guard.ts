import { MAX_MESSAGE_BYTES } from "@/lib/contracts/mqtt";

/** Largest payload below `preview/`: a frame of 1280 px with room to spare. */
export const MAX_FRAME_BYTES = 2 * 1024 * 1024;
/** The topic and the packet id that stand before a payload. */
const HEADER_ROOM_BYTES = 512;
const PREVIEW = Buffer.from("preview/");
const PUBLISH = 3;

/** The largest payload a topic may carry. */
export const maxPayloadBytes = (topic: string): number =>
  topic.startsWith("preview/") ? MAX_FRAME_BYTES : MAX_MESSAGE_BYTES;

/**
 * Watches a connection's bytes and tells, from a packet's first bytes, that it will be too large: the parser behind it
 * would collect up to 256 MB before anybody could refuse.
 */
export class PacketGuard {
  private head: number[] = [];
  private skipBytes = 0;

  /** False as soon as a packet announces more than it may hold, or is not MQTT; the connection is then to be closed. */
  accepts(chunk: Uint8Array): boolean {
    for (let i = 0; i < chunk.length; ) {
      if (this.skipBytes > 0) {
        const step = Math.min(this.skipBytes, chunk.length - i);
        this.skipBytes -= step;
        i += step;
        continue;
      }
      this.head.push(chunk[i++]!);
      const verdict = judge(this.head);
      if (verdict === "too large") return false;
      if (verdict === "more") continue;
      this.skipBytes = verdict;
      this.head = [];
    }
    return true;
  }
}

/** How many bytes of the packet are still to come and need no look, once that is known. */
function judge(head: readonly number[]): "more" | "too large" | number {
  const lengthBytes = head.slice(1, 5);
  const last = lengthBytes.findIndex((byte) => byte < 0x80);
  if (last === -1) return lengthBytes.length === 4 ? "too large" : "more";
  const remaining = lengthBytes.slice(0, last + 1).reduce((sum, byte, i) => sum + (byte & 0x7f) * 128 ** i, 0);
  if (remaining <= MAX_MESSAGE_BYTES + HEADER_ROOM_BYTES) return remaining;
  if (remaining > MAX_FRAME_BYTES + HEADER_ROOM_BYTES || head[0]! >> 4 !== PUBLISH) return "too large";
  const topicAt = last + 2 + 2;
  const topic = head.slice(topicAt, topicAt + PREVIEW.length);
  if (topic.some((byte, i) => byte !== PREVIEW[i])) return "too large";
  return topic.length < PREVIEW.length ? "more" : remaining - 2 - PREVIEW.length;
}
