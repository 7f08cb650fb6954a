import { type Frame, frameHeader, type Profile } from "@/lib/contracts/preview";
import type { PreviewSource } from "@/lib/media/ports";
import type { Leased } from "./leases";

/** Hands a message to the connection; resolves when it left. */
export type Send = (message: Uint8Array) => Promise<void>;
export type Outlet = { isConnected(): boolean; send: Send };

/** Pictures in a profile. At most one is under way; whatever comes meanwhile is dropped, the next one is newer. */
export function sendFrames(preview: PreviewSource, profile: Profile, { isConnected, send }: Outlet): Leased {
  let isSending = false;
  const sender: Leased = { sent: 0, dropped: 0, close: () => undefined };
  const take = async (frame: Frame): Promise<void> => {
    if (isSending || !isConnected()) {
      sender.dropped++;
      return;
    }
    isSending = true;
    try {
      await send(Buffer.concat([frameHeader(frame), frame.jpeg]));
      sender.sent++;
    } catch {
      sender.dropped++;
    } finally {
      isSending = false;
    }
  };
  sender.close = preview.watch(profile, (frame) => void take(frame));
  return sender;
}
