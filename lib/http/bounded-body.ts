import { AppError } from "@/lib/core/errors";

/** More than any body of the API needs; uploads have a route of their own. */
export const MAX_BODY_BYTES = 64 * 1024;

/** Time for 64 KB over the worst of phones; who takes longer holds a connection and nothing else. */
const READ_WITHIN_MS = 20_000;

type Bounds = { maxBytes?: number | undefined; withinMs?: number };

/**
 * The body's bytes. Throws `too_large` past 64 KB (or `maxBytes`), whatever the request said its length was, and `bad_request` when they
 * take longer than 20 s to come.
 */
export async function readBoundedBody(
  request: Request,
  { maxBytes = MAX_BODY_BYTES, withinMs = READ_WITHIN_MS }: Bounds = {},
): Promise<Buffer<ArrayBuffer>> {
  const tooLarge = () =>
    new AppError("too_large", `The body is larger than ${maxBytes / 1024} KB, the most this route takes.`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const reader = request.body?.getReader();
  if (!reader) return Buffer.alloc(0);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    void reader.cancel().catch(() => undefined);
  }, withinMs);
  try {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (isLate) throw new AppError("bad_request", "The body took too long to arrive. Send it again.");
      if (done) return Buffer.concat(chunks);
      bytes += value.byteLength;
      if (bytes > maxBytes) throw tooLarge();
      chunks.push(value);
    }
  } catch (error) {
    void reader.cancel().catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
