import type { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { explain } from "./explain";

/** More than any body of the API needs; uploads have a route of their own. */
export const MAX_BODY_BYTES = 64 * 1024;

/**
 * A JSON body of at most 64 KB in the shape of its schema. Throws `too_large`, `bad_request` for what is not JSON, and
 * `unprocessable` with details for another shape or value.
 */
export async function readBody(request: Request, schema: z.ZodType): Promise<unknown> {
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json")
    throw new AppError("bad_request", "Send the body as JSON, with Content-Type: application/json.");
  const parsed = await schema.safeParseAsync(parseJson(await readBytes(request)));
  if (parsed.success) return parsed.data;
  throw new AppError("unprocessable", `The request has a wrong value. ${explain(parsed.error)}`, {
    details: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
  });
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const tooLarge = () =>
    new AppError("too_large", `The body is larger than ${MAX_BODY_BYTES / 1024} KB, the most this route takes.`);
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // A length may be absent or a lie: what counts is what arrives. Leaving the loop cancels the rest.
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), refuseUnstorable);
  } catch (cause) {
    if (cause instanceof Unstorable)
      throw new AppError("unprocessable", "The request holds a character that cannot be stored (NUL or half a pair).");
    throw new AppError("bad_request", "The body is not valid JSON. Check quotes, commas and brackets.", { cause });
  }
}

class Unstorable extends Error {}

/** Postgres takes neither NUL nor a lone surrogate; JSON can carry both. */
function refuseUnstorable(key: string, value: unknown): unknown {
  const isText = typeof value === "string";
  if (/\0|\p{Surrogate}/u.test(isText ? key + value : key)) throw new Unstorable();
  return value;
}
