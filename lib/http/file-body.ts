import type { FileHandle } from "node:fs/promises";
import type { ByteRange } from "@/lib/storage/byte-range";

const CHUNK_BYTES = 256 * 1024;

/**
 * The bytes of a range, read one piece at a time when the client has room for it. The handle is closed at the end, on an
 * error, and when the client leaves. A file that became shorter breaks the answer off: half a video must not look whole.
 */
export function fileBody(
  handle: FileHandle,
  { start, end }: ByteRange,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  let position = start;
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    signal.removeEventListener("abort", onAbort);
    await handle.close();
  };
  const onAbort = (): void => void close().catch(() => undefined);
  signal.addEventListener("abort", onAbort);
  if (signal.aborted) onAbort();

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const length = Math.min(CHUNK_BYTES, end - position + 1);
          const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, position);
          if (bytesRead === 0) throw new Error("the file became shorter while it was sent");
          controller.enqueue(buffer.subarray(0, bytesRead));
          position += bytesRead;
          if (position <= end) return;
          await close();
          controller.close();
        } catch (error) {
          await close().catch(() => undefined);
          throw error;
        }
      },
      cancel: close,
    },
    // Nothing is read before somebody asks for it.
    { highWaterMark: 0 },
  );
}
