import { parse, stringify } from "uuid";

const ID_BYTES = 16;

/** What `preview/<device>/<camera>/poster` carries: the 16 bytes of the event's id, then a JPEG at most 480 px wide. */
export const writeEventPicture = (eventId: string, jpeg: Uint8Array): Buffer => Buffer.concat([parse(eventId), jpeg]);

/** Null for what is not an id and a JPEG after it. The picture shares the memory of `bytes`. */
export function readEventPicture(bytes: Buffer): { eventId: string; jpeg: Buffer } | null {
  const jpeg = bytes.subarray(ID_BYTES);
  if (jpeg.length < 4 || jpeg.readUInt16BE(0) !== 0xffd8) return null;
  try {
    return { eventId: stringify(bytes.subarray(0, ID_BYTES)), jpeg };
  } catch {
    return null;
  }
}
