import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, ERROR_STATUS, isAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Logger } from "@/lib/core/logger";

export type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL };

/** What is shown here is the club's own: no cache keeps it, no other page frames it, nothing is guessed about its type. */
const HEADERS = {
  "Cache-Control": "private, no-store",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};

export function begin({ response }: Exchange, status: number, headers: Record<string, string | number> = {}): void {
  response.writeHead(status, { ...HEADERS, ...headers });
}

export function answer(exchange: Exchange, status: number, type: string, body: string | Uint8Array): void {
  const isText = typeof body === "string";
  begin(exchange, status, {
    "Content-Type": isText ? `${type}; charset=utf-8` : type,
    "Content-Length": isText ? Buffer.byteLength(body) : body.byteLength,
  });
  exchange.response.end(exchange.request.method === "HEAD" ? undefined : body);
}

export const answerJson = (exchange: Exchange, body: Record<string, unknown>, status = 200): void =>
  answer(exchange, status, "application/json", JSON.stringify({ success: status < 400, ...body }));

/** The envelope every failure has on every wire. A bug is logged and its text stays here. */
export function answerError(exchange: Exchange, error: unknown, log: Logger): void {
  const { response } = exchange;
  const known = isAppError(error) ? error : new AppError("internal", "The device failed at this; its log says why.");
  if (known.code === "internal") log.error({ err: error, path: exchange.url.pathname }, "a local request failed");
  if (response.headersSent) return void response.destroy();
  const request_id = newId();
  response.setHeader("X-Request-Id", request_id);
  if (known.code === "unauthenticated") response.setHeader("WWW-Authenticate", 'Basic realm="Vigie", charset="UTF-8"');
  answerJson(exchange, { error: { code: known.code, message: known.message, request_id } }, ERROR_STATUS[known.code]);
}
