import type { FetchingFile } from "@/lib/contracts/uploads";
import { AppError } from "@/lib/core/errors";
import type { Located } from "@/lib/domain/files/locate";
import { accepted } from "./answers";
import { contentDisposition } from "./content-disposition";
import { serveFile } from "./serve-file";

type Options = { inline: boolean; cacheControl?: string };

/** The edge-worker runs on this machine: it answers at once or not at all. */
const ANSWER_WITHIN_MS = 5_000;
const PASSED_ON = ["range", "if-range", "if-none-match"];
const PASSED_BACK = ["content-length", "content-range", "accept-ranges", "etag"];
const UNDERSTOOD = new Set([200, 206, 304, 416]);

/**
 * The bytes of a file: from this machine's disk, or passed on from the edge-worker beside us that has them. 202 and how far
 * it is while it is brought from its device.
 */
export async function serveLocated(request: Request, located: Located, options: Options): Promise<Response> {
  if ("fetching" in located) return onItsWay(request, located.fetching);
  return "url" in located ? relay(request, located, options) : serveFile(request, { ...located, ...options });
}

const ASK_AGAIN_SECONDS = "1";
function onItsWay({ method }: Request, fetching: FetchingFile): Response {
  const answer = accepted(fetching);
  answer.headers.set("retry-after", ASK_AGAIN_SECONDS);
  if (method !== "HEAD") return answer;
  return new Response(null, { status: answer.status, headers: { "retry-after": ASK_AGAIN_SECONDS } });
}

/** Ranges and conditions are the edge-worker's to answer. Throws `unavailable` when it does not, or nobody has the file. */
async function relay(
  request: Request,
  { url, contentType, filename, otherwise }: Extract<Located, { url: string }>,
  { inline, cacheControl }: Options,
): Promise<Response> {
  const answer = await ask(request, url);
  if (answer.status === 404 && otherwise) {
    await answer.body?.cancel();
    return serveLocated(request, await otherwise(), { inline, ...(cacheControl !== undefined && { cacheControl }) });
  }
  if (!UNDERSTOOD.has(answer.status)) {
    await answer.body?.cancel();
    throw new AppError("unavailable", "The file is still on the device that recorded it. Try again later.");
  }
  const headers = new Headers({ "content-type": contentType });
  headers.set("content-disposition", contentDisposition(filename, inline));
  if (cacheControl) headers.set("cache-control", cacheControl);
  copy(PASSED_BACK, answer.headers, headers);
  return new Response(answer.body, { status: answer.status, headers });
}

async function ask(request: Request, url: string): Promise<Response> {
  const headers = new Headers({ "accept-encoding": "identity" });
  copy(PASSED_ON, request.headers, headers);
  const tooLate = new AbortController();
  const timer = setTimeout(() => tooLate.abort(), ANSWER_WITHIN_MS);
  const signal = AbortSignal.any([request.signal, tooLate.signal]);
  try {
    return await fetch(url, { method: request.method, headers, signal, redirect: "error" });
  } catch (cause) {
    throw new AppError("unavailable", "The device that holds this file does not answer. Try again later.", { cause });
  } finally {
    clearTimeout(timer);
  }
}

function copy(names: readonly string[], from: Headers, to: Headers): void {
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) to.set(name, value);
  }
}
