import { type ErrorCode, isErrorCode } from "@/lib/core/errors";

/** `offline`: the request did not reach the server, or its answer did not reach us. */
export type ApiErrorCode = ErrorCode | "offline";

/** A refused or failed call. `message` is the server's English sentence; pages say the code in the reader's language. */
export class ApiError extends Error {
  constructor(
    readonly code: ApiErrorCode,
    message: string,
    readonly status: number,
    readonly details?: unknown,
    readonly requestId?: string,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

export const isApiError = (error: unknown): error is ApiError => error instanceof ApiError;

/** May the same question be answered later without anyone doing anything? */
export const isPassing = (error: unknown): boolean => !isApiError(error) || error.status === 0 || error.status >= 500;

/** Reads the error envelope; anything else (a proxy's HTML page) becomes `internal`, or `unavailable` for 502–504. */
export function toApiError(status: number, body: unknown): ApiError {
  const error = (body as { error?: Record<string, unknown> } | null)?.error;
  if (error && isErrorCode(error.code)) {
    const requestId = typeof error.request_id === "string" ? error.request_id : undefined;
    return new ApiError(error.code, String(error.message ?? ""), status, error.details, requestId);
  }
  return new ApiError(status >= 502 && status <= 504 ? "unavailable" : "internal", `HTTP ${status}`, status);
}
