/** Every failure a caller may act on. Anything else is a bug and surfaces as `internal`. */
export const ERROR_STATUS = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unprocessable: 422,
  rate_limited: 429,
  internal: 500,
  camera_unreachable: 502,
  unavailable: 503,
  device_timeout: 504,
  storage_full: 507,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === "string" && Object.hasOwn(ERROR_STATUS, value);

// `instanceof` fails between server.ts and route bundles: Next gives each its own module graph.
const BRAND = Symbol.for("vigie.error");

/** A failure with a code from the closed set and a message that tells a person what to do next. */
export class AppError extends Error {
  readonly [BRAND] = true;
  readonly details: unknown;
  /** Seconds after which the same request may succeed; sent as Retry-After. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { cause?: unknown; details?: unknown; retryAfterSeconds?: number },
  ) {
    super(message, { cause: options?.cause });
    this.name = "AppError";
    this.details = options?.details;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }
}

export const isAppError = (e: unknown): e is AppError => e instanceof Error && BRAND in e;
