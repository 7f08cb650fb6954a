import { type FileHandle, open } from "node:fs/promises";
import { notFound } from "@/lib/auth/permissions";
import { type ByteRange, parseByteRange } from "@/lib/storage/byte-range";
import { contentDisposition } from "./content-disposition";
import { fileBody } from "./file-body";

export type ServedFile = {
  /** Absolute, already checked to lie where it may. */
  path: string;
  contentType: string;
  /** What changes when the bytes do (the sha256); null while they are about to: then nothing is conditional. */
  etag: string | null;
  /** The name a person saves it under. */
  filename: string;
  /** Shown in the page instead of saved. */
  inline: boolean;
  cacheControl?: string;
};

/**
 * The bytes of a file: whole, one range (206, 416), or only that they did not change (304); HEAD likewise without bytes.
 * Throws `not_found` when it vanished. The file is read as the client takes it, and closed as soon as the client leaves.
 */
export async function serveFile(request: Request, file: ServedFile): Promise<Response> {
  const { handle, size } = await openFile(file.path);
  const headers = headersOf(file);
  if (file.etag !== null && matches(request.headers.get("if-none-match"), file.etag)) {
    await handle.close();
    return new Response(null, { status: 304, headers });
  }
  headers.set("content-type", file.contentType);
  headers.set("content-disposition", contentDisposition(file.filename, file.inline));
  const range = wantedRange(request, file.etag, size);
  if (range === "unsatisfiable") {
    await handle.close();
    headers.set("content-range", `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range) headers.set("content-range", `bytes ${start}-${end}/${size}`);
  headers.set("content-length", String(end - start + 1));
  const status = range ? 206 : 200;
  if (request.method !== "HEAD" && size > 0)
    return new Response(fileBody(handle, { start, end }, request.signal), { status, headers });
  await handle.close();
  return new Response(null, { status, headers });
}

async function openFile(path: string): Promise<{ handle: FileHandle; size: number }> {
  const handle = await open(path, "r").catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === "ENOENT" || cause.code === "ENOTDIR" ? notFound("File") : cause;
  });
  const stat = await handle.stat();
  if (stat.isFile()) return { handle, size: stat.size };
  await handle.close();
  throw notFound("File");
}

function headersOf({ etag, cacheControl }: ServedFile): Headers {
  const headers = new Headers({ "accept-ranges": "bytes" });
  if (etag !== null) headers.set("etag", `"${etag}"`);
  if (cacheControl) headers.set("cache-control", cacheControl);
  return headers;
}

/** A range counts for GET only, and with If-Range only while the bytes are still the ones the client has a part of. */
function wantedRange(request: Request, etag: string | null, size: number): ByteRange | "unsatisfiable" | null {
  const condition = request.headers.get("if-range");
  if (request.method !== "GET" || (condition !== null && condition !== `"${etag}"`)) return null;
  return parseByteRange(request.headers.get("range") ?? undefined, size);
}

/** If-None-Match compares weakly: a proxy on the way may have marked our tag as weak. */
const matches = (header: string | null, etag: string): boolean =>
  (header ?? "").split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === `"${etag}"`);
