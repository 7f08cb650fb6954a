import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { SOCKET_PATH } from "@/lib/contracts/sockets";
import { AppError, ERROR_STATUS, type ErrorCode } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Logger } from "@/lib/core/logger";
import type { RateLimits } from "@/lib/core/rate-limits";
import { tooMany } from "./address-limits";
import { type HeaderPolicy, setSafeHeaders } from "./answer-headers";
import { settleClientAddress } from "./client-address";
import { refuseTarget } from "./request-target";

/** A caller that is slow to *ask* is cut off; how long an answer takes (a stream, a download) is never limited here. */
const SLOWEST = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
  // A viewer whose machine lost power never says goodbye.
  keepAlive: true,
  keepAliveInitialDelay: 15_000,
} as const;
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const MAX_HEADERS = 100;
/** Neither asks nor takes anything for so long: gone, or holding a file open on purpose. Sockets and streams are never so still. */
const STILL_MS = 600_000;

type Handle = (req: IncomingMessage, res: ServerResponse) => Promise<void>;
type Options = {
  trustProxy: number;
  headers: HeaderPolicy;
  limits: RateLimits;
  maxConnections: number;
  isAccepting: () => boolean;
  handle: Handle;
  log: Logger;
  /** For tests: how slow a caller may be. */
  slowest?: Partial<Record<keyof typeof SLOWEST, number>>;
};

/** The port's own door, before any router: names each request, refuses what cannot be an address of ours. */
export function createHttpServer(options: Options): Server {
  const { trustProxy, headers, limits, isAccepting, handle, log } = options;
  const server = createServer({ ...SLOWEST, ...options.slowest } as ServerOptions, (req, res) => {
    const requestId = nameRequest(req, res);
    setSafeHeaders(req, res, headers);
    const address = settleClientAddress(req.headers, req.socket.remoteAddress ?? "", trustProxy);
    const refusal = refusalOf(req, address, { limits, isAccepting });
    if (refusal) return refuse(res, refusal, requestId);
    handle(req, res).catch((err: unknown) => {
      log.error({ err, requestId }, "a request failed outside its route");
      if (res.headersSent) res.destroy();
      else refuse(res, new AppError("internal", "Something went wrong on the server."), requestId);
    });
  });
  server.maxHeadersCount = MAX_HEADERS;
  server.maxConnections = options.maxConnections;
  server.setTimeout(STILL_MS);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => refuseRaw(error, socket));
  server.on("upgrade", (req, socket) => {
    // Without a listener a caller's reset would end the whole program.
    socket.on("error", () => socket.destroy());
    const path = req.url?.split("?")[0] ?? "";
    const isOurs = path.startsWith(`${SOCKET_PATH}/`) || path.startsWith("/_next/");
    if (refuseTarget(req.url) || !isOurs || !isAccepting()) socket.destroy();
  });
  return server;
}

/** Why a request goes no further than this door, or null. */
function refusalOf(
  { method, url }: IncomingMessage,
  address: string,
  { limits, isAccepting }: Pick<Options, "limits" | "isAccepting">,
): AppError | null {
  // Others, such as TRACE, make a router stumble: the platform's own Request refuses to be one.
  if (!METHODS.has(method ?? "")) return new AppError("bad_request", "This method is not served. Use GET or POST.");
  const reason = refuseTarget(url);
  if (reason) return new AppError("bad_request", `${reason} Check the link you followed.`);
  const path = url?.split("?")[0] ?? "";
  // Next's picture service opens files and addresses that a caller names (S12); our pages never use it.
  if (/^\/_next\/image(\/|$)/.test(path)) return new AppError("not_found", "There is nothing at this address.");
  if (!isAccepting())
    return new AppError("unavailable", "Vigie is restarting. Try again in a moment.", { retryAfterSeconds: 5 });
  return tooMany(limits, { method, path, address });
}

/** A caller's own id is kept when it looks like one, so that logs of two machines can be laid side by side. */
function nameRequest(req: IncomingMessage, res: ServerResponse): string {
  const given = req.headers["x-request-id"];
  const requestId = typeof given === "string" && /^[\w-]{8,64}$/.test(given) ? given : newId();
  req.headers["x-request-id"] = requestId;
  res.setHeader("X-Request-Id", requestId);
  return requestId;
}

const envelope = (code: ErrorCode, message: string, requestId: string): string =>
  JSON.stringify({ success: false, error: { code, message, request_id: requestId } });

function refuse(res: ServerResponse, { code, message, retryAfterSeconds }: AppError, requestId: string): void {
  const body = envelope(code, message, requestId);
  res.writeHead(ERROR_STATUS[code], {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "private, no-store",
    // What else the caller was about to send is not read.
    Connection: "close",
    ...(retryAfterSeconds !== undefined && { "Retry-After": String(retryAfterSeconds) }),
  });
  res.end(body);
}

/** What Node itself could not read as HTTP has no response object. */
function refuseRaw(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const isTooLarge = error.code === "HPE_HEADER_OVERFLOW";
  const code = isTooLarge ? "too_large" : "bad_request";
  const message = isTooLarge ? "The request's headers are too large." : "This is not a complete HTTP request.";
  const body = envelope(code, message, newId());
  const head = [
    `HTTP/1.1 ${ERROR_STATUS[code]} ${isTooLarge ? "Payload Too Large" : "Bad Request"}`,
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
