import { AppError } from "@/lib/core/errors";

/** More than any body of the API needs; uploads have a route of their own. */
export const MAX_BODY_BYTES = 64 * 1024;

/** The body's bytes. Throws `too_large` past 64 KB, whatever the request said its length was. */
export async function readBoundedBody(request: Request): Promise<Buffer<ArrayBuffer>> {
  const tooLarge = () =>
    new AppError("too_large", `The body is larger than ${MAX_BODY_BYTES / 1024} KB, the most this route takes.`);
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop cancels the rest.
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
