import type { z } from "zod";
import { ApiError, toApiError } from "./api-error";
import type { ClientRoute } from "./routes";
import { BUILD_HEADER, serverBuild } from "./server-build";
import { observeServerDate } from "./server-clock";
import { type Address, urlOf } from "./url";

export type Answer<Spec> = Spec extends { answer: infer Schema extends z.ZodType } ? z.infer<Schema> : never;
type Body<Spec> = Spec extends { body: infer Schema extends z.ZodType }
  ? { body: z.input<Schema> }
  : { body?: undefined };
export type Call<Spec> = Address<Spec> & Body<Spec>;
type CallArguments<Spec> = Record<never, never> extends Call<Spec> ? [call?: Call<Spec>] : [call: Call<Spec>];

/** Longer than the slowest promise of the contract (a stop, 15 s). */
const TIMEOUT_MS = 25_000;
const RESEND_AFTER_MS = 400;

/**
 * Calls a route of the contract and resolves with its typed answer. Throws ApiError with the server's code, or `offline`
 * when no answer came. A route with an Idempotency-Key is sent once more after a lost answer.
 */
export async function api<Spec>(route: ClientRoute<Spec>, ...[call]: CallArguments<Spec>): Promise<Answer<Spec>> {
  const { body, ...address } = (call ?? {}) as Call<Spec>;
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (route.idempotent) headers["Idempotency-Key"] = randomKey();
  const request = {
    method: String(route.method),
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  const url = urlOf(route, address as unknown as Address<Spec>);
  const response = await send(url, request, route.idempotent ? 1 : 0);
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok || answer === null) throw toApiError(response.status, answer);
  return answer as Answer<Spec>;
}

async function send(url: string, request: RequestInit, resends: number): Promise<Response> {
  try {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
    observeServerDate(response.headers.get("Date"), Date.now());
    serverBuild.observe(response.headers.get(BUILD_HEADER));
    return response;
  } catch (cause) {
    const isTimeout = cause instanceof DOMException && cause.name === "TimeoutError";
    if (resends === 0 || isTimeout) throw new ApiError("offline", String(cause), 0);
    await new Promise((resolve) => setTimeout(resolve, RESEND_AFTER_MS));
    return send(url, request, resends - 1);
  }
}

/** Not crypto.randomUUID: a club's own network often serves the pages over plain http, where it does not exist. */
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
