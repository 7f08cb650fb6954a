import { MAX_MESSAGE_BYTES } from "@/lib/contracts/mqtt";
import { AppError } from "@/lib/core/errors";

/** Room for `"seq":9007199254740991,`, which is merged in when the message is sent. */
const SEQ_ROOM_BYTES = 32;

/** The payload as it is kept. Throws `too_large`: a message that no broker takes would block every one behind it. */
export function toPayload(payload: Record<string, unknown>): string {
  const text = JSON.stringify(payload);
  if (Buffer.byteLength(text) <= MAX_MESSAGE_BYTES - SEQ_ROOM_BYTES) return text;
  throw new AppError("too_large", `A message holds at most ${MAX_MESSAGE_BYTES} bytes.`);
}
