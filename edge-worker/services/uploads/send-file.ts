import { stat } from "node:fs/promises";
import path from "node:path";
import { type DetailedError, Upload } from "tus-js-client";
import { ErrorBody } from "@/lib/contracts/common";
import type { Clock } from "@/lib/core/clock";
import { AppError, type ErrorCode, isErrorCode } from "@/lib/core/errors";
import { isErrno } from "@/lib/storage/durable";
import { hashFile } from "@/lib/storage/hash-file";
import { pacedFile } from "./paced-file";
import type { UploadJob } from "./queue";

/** A request takes about two minutes at most on a slow line: web ends one after five (requestTimeout). */
const REQUEST_BYTES = 64 * 1024 * 1024;
const REQUEST_SECONDS = 120;
/** Nothing leaves any more: the line is dead without saying so. */
const STALLED_MS = 30_000;
/** Without bytes under way web may be hashing a match. */
const SILENT_MS = 120_000;
const LOOK_MS = 1_000;

export type SendOptions = {
  mediaDir: string;
  /** Where web is. */
  webUrl: string;
  token: () => string;
  /** Most kilobits a second; 0 for no limit. */
  kbps: number;
  clock: Clock;
};
/** Bytes that were handed to the wire, of how many. */
export type OnProgress = (sent: number, total: number) => void;
export type SendFile = (job: UploadJob, signal: AbortSignal, onProgress: OnProgress) => Promise<void>;

/**
 * One honest attempt to bring a file to web, from where the last one broke off; resolves once web has verified it. Throws
 * what web answered, `unavailable` when it did not, `not_found` with the reason `no_file` when there is none to send, and the
 * signal's reason.
 */
export function createSendFile(options: SendOptions): SendFile {
  return async (job, signal, onProgress) => {
    const file = path.join(options.mediaDir, job.path);
    const { size, sha256 } = await describe(file, job);
    signal.throwIfAborted();
    const source = pacedFile(file, size, options);
    try {
      await send({ ...options, job, size, sha256, source, signal, onProgress });
    } finally {
      source.close();
    }
  };
}

async function describe(file: string, { sha256 }: UploadJob): Promise<{ size: number; sha256: string }> {
  try {
    const { size } = await stat(file);
    return { size, sha256: sha256 ?? (await hashFile(file)) };
  } catch (cause) {
    if (!isErrno(cause, "ENOENT")) throw cause;
    throw new AppError("not_found", "The file is not on this device any more.", {
      cause,
      details: { reason: "no_file" },
    });
  }
}

type Sending = SendOptions & {
  job: UploadJob;
  size: number;
  sha256: string;
  source: ReturnType<typeof pacedFile>;
  signal: AbortSignal;
  onProgress: OnProgress;
};

function send({ job, size, sha256, source, signal, onProgress, webUrl, token, kbps, clock }: Sending): Promise<void> {
  const endpoint = new URL("/api/uploads", webUrl).href;
  const over = new AbortController();
  let [sent, movedMs] = [0, clock.monotonicMs()];
  return new Promise<void>((resolve, reject) => {
    const upload = new Upload(Buffer.alloc(1), {
      ...{ endpoint, uploadUrl: `${endpoint}/${job.uploadId}`, headers: { authorization: `Bearer ${token()}` } },
      metadata: { purpose: job.purpose, file_id: job.fileId, sha256 },
      chunkSize: kbps === 0 ? REQUEST_BYTES : Math.min(REQUEST_BYTES, kbps * 125 * REQUEST_SECONDS),
      // Who sends again, and when, is decided by the queue.
      retryDelays: null,
      fingerprint: async () => job.uploadId,
      fileReader: { openFile: async () => source },
      onProgress(bytes) {
        [sent, movedMs] = [bytes, clock.monotonicMs()];
        onProgress(bytes, size);
      },
      onSuccess: () => resolve(),
      onError: (error) => reject(toAppError(error)),
    });
    const giveUp = (reason: unknown) => {
      void upload.abort().catch(() => undefined);
      reject(reason);
    };
    signal.addEventListener("abort", () => giveUp(signal.reason), { signal: over.signal });
    void watch({ clock, over: over.signal, isStill: () => clock.monotonicMs() - movedMs > limitMs(sent, size) }, () =>
      giveUp(new AppError("unavailable", "Nothing passes any more on the way to the server.")),
    );
    upload.start();
  }).finally(() => over.abort());
}

const limitMs = (sent: number, size: number): number => (sent > 0 && sent < size ? STALLED_MS : SILENT_MS);

type Watch = { clock: Clock; over: AbortSignal; isStill: () => boolean };
async function watch({ clock, over, isStill }: Watch, onStill: () => void): Promise<void> {
  while (!over.aborted) {
    await clock.sleep(LOOK_MS, over).catch(() => undefined);
    if (!over.aborted && isStill()) return onStill();
  }
}

/** What web said, or that it said nothing. */
function toAppError(error: Error | DetailedError): AppError {
  const answer = "originalResponse" in error ? error.originalResponse : null;
  // The error itself carries the request, and with it the token.
  const cause = new Error(error.message);
  if (!answer) return new AppError("unavailable", "The server cannot be reached.", { cause });
  const body = ErrorBody.safeParse(parseJson(answer.getBody()));
  const status = answer.getStatus();
  if (!body.success)
    return new AppError(status === 401 ? "unauthenticated" : "unavailable", `HTTP ${status}`, { cause });
  const { code, message, details } = body.data.error;
  const known: ErrorCode = isErrorCode(code) ? code : "unavailable";
  return new AppError(known, message, { cause, details });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
