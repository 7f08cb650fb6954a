import { AppError } from "@/lib/core/errors";

/**
 * A device that does not know what it is asked about says `not_found`; to the caller, whose session exists, that would
 * be a wrong answer. Everything else passes as it is; a rate limit says when to come back.
 */
export function asRefusal(error: AppError, whenUnknown: string): AppError {
  if (error.code === "not_found") return new AppError("conflict", whenUnknown, { cause: error });
  if (error.code !== "rate_limited" || error.retryAfterSeconds !== undefined) return error;
  return new AppError("rate_limited", error.message, {
    cause: error,
    details: error.details,
    retryAfterSeconds: RETRY_SECONDS,
  });
}

/** A running recording has to end first; asking more often than this helps nobody. */
const RETRY_SECONDS = 60;
