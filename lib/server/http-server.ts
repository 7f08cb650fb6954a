import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { SOCKET_PATH } from "@/lib/contracts/sockets";
import { ERROR_STATUS, type ErrorCode } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Logger } from "@/lib/core/logger";
import { type HeaderPolicy, setSafeHeaders } from "./answer-headers";
import { settleClientAddress } from "./client-address";
import { refuseTarget } from "./request-target";

/** A caller that is slow to *ask* is cut off; how long an answer takes (a stream, a download) is never limited here. */
const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
  // A viewer whose machine lost power never says goodbye.
  keepAlive: true,
  keepAliveInitialDelay: 15_000,
} as const;

type Handle = (req: IncomingMessage, res: ServerResponse) => Promise<void>;
type Options = {
  trustProxy: number;
  headers: HeaderPolicy;
  isAccepting: () => boolean;
  handle: Handle;
  log: Logger;
};

/** The port's own door, before any router: names each request, refuses what cannot be an address of ours. */
export function createHttpServer({ trustProxy, headers, isAccepting, handle, log }: Options): Server {
  const server = createServer(LIMITS, (req, res) => {
    const requestId = nameRequest(req, res);
    setSafeHeaders(req, res, headers);
    const reason = refuseTarget(req.url);
    if (reason) return refuse(res, "bad_request", `${reason} Check the link you followed.`, requestId);
    // Next's picture service opens files and addresses that a caller names (S12); our pages never use it.
    if (/^\/_next\/image(\/|\?|$)/.test(req.url ?? ""))
      return refuse(res, "not_found", "There is nothing at this address.", requestId);
    if (!isAccepting()) return refuse(res, "unavailable", "Vigie is restarting. Try again in a moment.", requestId);
    settleClientAddress(req.headers, req.socket.remoteAddress ?? "", trustProxy);
    handle(req, res).catch((err: unknown) => {
      log.error({ err, requestId }, "a request failed outside its route");
      if (res.headersSent) res.destroy();
      else refuse(res, "internal", "Something went wrong on the server.", requestId);
    });
  });
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

function refuse(res: ServerResponse, code: ErrorCode, message: string, requestId: string): void {
  const body = envelope(code, message, requestId);
  res.writeHead(ERROR_STATUS[code], {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "private, no-store",
    Connection: "close",
    ...(code === "unavailable" && { "Retry-After": "5" }),
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
