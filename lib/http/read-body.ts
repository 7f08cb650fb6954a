import type { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { readBoundedBody } from "./bounded-body";
import { explain } from "./explain";

/**
 * A JSON body of at most 64 KB (or `maxBytes`) in the shape of its schema. Throws `too_large`, `bad_request` for what is not JSON, and
 * `unprocessable` with details for another shape or value.
 */
export async function readBody(request: Request, schema: z.ZodType, maxBytes?: number): Promise<unknown> {
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json")
    throw new AppError("bad_request", "Send the body as JSON, with Content-Type: application/json.");
  const parsed = await schema.safeParseAsync(parseJson(await readBoundedBody(request, { maxBytes })));
  if (parsed.success) return parsed.data;
  throw new AppError("unprocessable", `The request has a wrong value. ${explain(parsed.error)}`, {
    details: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
  });
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
