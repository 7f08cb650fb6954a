import type { ErrorBody } from "@/lib/contracts/common";
import { AppError, ERROR_STATUS, isAppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import { isDatabaseAway } from "@/lib/db/database-away";

const RETRY_SECONDS = 2;

/** What a caller is told of anything thrown: our own errors as they are, an absent Postgres as `unavailable`, a bug as nothing. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (isDatabaseAway(error))
    return new AppError("unavailable", "Vigie's database does not answer. Try again in a moment.", {
      cause: error,
      retryAfterSeconds: RETRY_SECONDS,
    });
  return new AppError("internal", "Something went wrong on the server. Try again; the request id helps to find why.", {
    cause: error,
  });
}

/** The one envelope of a failure. A bug is logged here, once, and nowhere told. */
export function problem(error: unknown, requestId: string, log: Logger): Response {
  const known = toAppError(error);
  const { code, message, details, retryAfterSeconds } = known;
  if (code === "internal") log.error({ err: error, requestId }, "a request failed");
  else if (known !== error) log.warn({ err: error, requestId }, "a request could not be served");
  const body: ErrorBody = {
    success: false,
    error: { code, message, ...(details !== undefined && { details }), request_id: requestId },
  };
  const headers = new Headers();
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(Math.max(1, Math.ceil(retryAfterSeconds))));
  if (code === "unauthenticated") headers.set("www-authenticate", "Bearer");
  return Response.json(body, { status: ERROR_STATUS[code], headers });
}
