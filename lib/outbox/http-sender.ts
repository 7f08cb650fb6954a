import { Sent } from "@/lib/contracts/events";
import { AppError, type ErrorCode } from "@/lib/core/errors";

export type Batch = { events: Record<string, unknown>[]; reports: Record<string, unknown>[] };
/**
 * Sends a batch to the server; answers what became of each thing once it is committed there. Throws `unprocessable` when
 * the server refuses the batch for what is in it, `unauthenticated` when it does not know this device, `unavailable` for
 * everything that may pass.
 */
export type SendBatch = (batch: Batch, signal: AbortSignal) => Promise<Sent>;

/** A thousand events over a slow link. */
const ANSWER_WITHIN_MS = 30_000;
const REFUSALS: Record<number, ErrorCode> = {
  400: "unprocessable",
  401: "unauthenticated",
  403: "unauthenticated",
  413: "unprocessable",
  422: "unprocessable",
};

/** `POST /api/events` of the web program at `webUrl`; https verifies its certificate. `token` is asked for each time. */
export function httpSender(webUrl: string, token: () => string): SendBatch {
  const url = new URL("api/events", webUrl.endsWith("/") ? webUrl : `${webUrl}/`);
  return async (batch, signal) => {
    const response = await fetch(url, {
      method: "POST",
      // The token goes to the server it was given for and nowhere else.
      redirect: "error",
      headers: { authorization: `Bearer ${token()}`, "content-type": "application/json" },
      body: JSON.stringify(batch),
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    }).catch((cause: unknown) => {
      throw new AppError("unavailable", "The server cannot be reached over HTTP.", { cause });
    });
    const text = await response.text();
    if (!response.ok)
      throw new AppError(
        REFUSALS[response.status] ?? "unavailable",
        `The server answers ${response.status}: ${text.slice(0, 300)}`,
      );
    const sent = Sent.safeParse(parseJson(text));
    if (!sent.success) throw new AppError("unavailable", "What answers there is not this server.");
    return sent.data;
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
