import { type FileHandle, open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { AppError } from "@/lib/core/errors";
import { parseByteRange } from "@/lib/storage/byte-range";
import { isErrno } from "@/lib/storage/durable";
import { recordingPaths } from "../services/recordings/paths";
import type { RecordingRow, RecordingStore } from "../services/recordings/store";
import { answer, begin, type Exchange } from "./answers";

type Spool = { store: Pick<RecordingStore, "get" | "getByFile">; mediaDir: string };

/**
 * A recording by its session's id or its file's: the finished file, or what there is of one still being made. HEAD, one
 * range, ETag = sha256 once it is finished. Throws `not_found`.
 */
export async function sendFile(exchange: Exchange, id: string, { store, mediaDir }: Spool): Promise<void> {
  const row = store.get(id) ?? store.getByFile(id);
  const handle = row && (await openRecording(row, mediaDir));
  if (!row || !handle) throw new AppError("not_found", "This device has no such file.");
  try {
    await send(exchange, handle, row);
  } finally {
    await handle.close();
  }
}

/** A part becomes the finished file at any moment, so both names are tried, and the second one again. */
async function openRecording(row: RecordingRow, mediaDir: string): Promise<FileHandle | null> {
  const { final, part } = recordingPaths(mediaDir, row.clubId, row.sessionId);
  for (const file of row.state === "ready" ? [final] : [final, part, final]) {
    try {
      return await open(file, "r");
    } catch (error) {
      if (!isErrno(error, "ENOENT")) throw error;
    }
  }
  return null;
}

async function send(exchange: Exchange, handle: FileHandle, row: RecordingRow): Promise<void> {
  const { request, response } = exchange;
  const { size } = await handle.stat();
  const etag = row.file ? `"${row.file.sha256}"` : null;
  const headers = {
    "Content-Type": "video/mp4",
    "Accept-Ranges": "bytes",
    "Content-Disposition": `inline; filename="${row.sessionId}.mp4"`,
    ...(etag && { ETag: etag }),
  };
  if (etag && request.headers["if-none-match"] === etag) {
    begin(exchange, 304, headers);
    return void response.end();
  }
  const isSameFile = request.headers["if-range"] === undefined || request.headers["if-range"] === etag;
  const range = isSameFile ? parseByteRange(request.headers.range, size) : null;
  if (range === "unsatisfiable") {
    response.setHeader("Content-Range", `bytes */${size}`);
    return answer(exchange, 416, "text/plain", "This range is not in the file.");
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  begin(exchange, range ? 206 : 200, {
    ...headers,
    "Content-Length": end - start + 1,
    ...(range && { "Content-Range": `bytes ${start}-${end}/${size}` }),
  });
  if (request.method === "HEAD" || size === 0) return void response.end();
  // A viewer that leaves in the middle is how viewers leave.
  await pipeline(handle.createReadStream({ start, end, autoClose: false }), response).catch(() => response.destroy());
}
