import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AppError } from "@/lib/core/errors";
import type { Service } from "@/lib/core/lifecycle";
import type { Logger } from "@/lib/core/logger";
import { answerError, type Exchange } from "./answers";
import { checkDoor } from "./door";
import { type LocalParts, ROUTES } from "./routes";

export type LocalHttpOptions = LocalParts & {
  host: string;
  /** 0 takes a free one. */
  port: number;
  token: string | undefined;
  log: Logger;
};

export type LocalHttp = Service & { readonly port: number };

/** The device's own door: pictures, files and state for this machine, or for who has the token. Reads, and where sensors are simulated, presses them. */
export function createLocalHttp(options: LocalHttpOptions): LocalHttp {
  const { host, port, log } = options;
  let server: Server | null = null;
  return {
    get port() {
      return (server?.address() as AddressInfo | null)?.port ?? port;
    },
    async start() {
      const made = createServer((request, response) => void handle(request, response, options));
      // Rejects when the port is taken: better no start than a device that seems to be elsewhere.
      await new Promise<void>((resolve, reject) => {
        made.once("error", reject);
        made.listen(port, host, resolve);
      });
      made.on("error", (err) => log.error({ err }, "the local HTTP server failed"));
      server = made;
      log.info({ host, port: this.port }, "local HTTP is up");
    },
    async stop() {
      const closing = server;
      if (!closing) return;
      server = null;
      const closed = new Promise((resolve) => closing.close(resolve));
      closing.closeAllConnections();
      await closed;
    },
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, options: LocalHttpOptions): Promise<void> {
  const exchange: Exchange = { request, response, url: new URL("http://device/") };
  try {
    checkDoor(request.headers, options.token);
    exchange.url = parseUrl(request.url);
    await route(exchange, options);
  } catch (error) {
    answerError(exchange, error, options.log);
  }
}

function parseUrl(text = "/"): URL {
  try {
    return new URL(`http://device${text.startsWith("/") ? text : `/${text}`}`);
  } catch (cause) {
    throw new AppError("bad_request", "This address cannot be read.", { cause });
  }
}

async function route(exchange: Exchange, parts: LocalParts): Promise<void> {
  const { method } = exchange.request;
  const isRead = method === "GET" || method === "HEAD";
  for (const { path, method: only, run } of ROUTES) {
    const match = path.exec(exchange.url.pathname);
    if (match && (only === undefined ? isRead : only === method)) return run(exchange, parts, match);
  }
  if (!isRead) throw new AppError("bad_request", "Nothing can be changed here. Use GET.");
  throw new AppError("not_found", "There is nothing here.");
}
