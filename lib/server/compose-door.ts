import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { WebConfig } from "@/lib/config/web";
import { SOCKET_PATH } from "@/lib/contracts/sockets";
import { createRateLimits, type Rates } from "@/lib/core/rate-limits";
import { UPLOADS_FOLDER } from "@/lib/domain/files/paths";
import { loginsOf } from "@/lib/http/request-actor";
import { createNoticeListener } from "@/lib/realtime/notice-listener";
import { createSocketServer } from "@/lib/realtime/socket-server";
import { createUploadStore } from "@/lib/storage/uploads/upload-store";
import { tooMany } from "./address-limits";
import { createAnnouncer, createPictureAnnouncer } from "./announcer";
import type { HeaderPolicy } from "./answer-headers";
import { settleClientAddress } from "./client-address";
import type { DeviceSide, Parts } from "./compose-devices";
import { receiveEventPictures } from "./event-picture-receiver";
import { closerOf, DRAIN_MS } from "./http-closing";
import { createHttpServer } from "./http-server";
import { createNextApp, type NextApp } from "./next-app";
import { publishRuntime } from "./runtime";
import { keepUploads } from "./upload-keeper";
import { createWebGate } from "./web-gate";

/** The side that faces people and programs: pages, routes and sockets on one port. Resolves with its address. */
export async function startDoor(parts: Parts & DeviceSide): Promise<string> {
  const { config, clock, log, db, folder, shutdown, bus, frames, eventPictures, context, accountChanged } = parts;
  const closing = new AbortController();
  const limits = createRateLimits(ratesOf(config), clock, (limit, key) =>
    log.warn({ limit, key }, "asks too much and is told to wait"),
  );
  const isAccepting = () => !closing.signal.aborted;
  const isBrokerConnected = () => bus.connected;
  const uploads = createUploadStore(path.join(config.MEDIA_DIR, UPLOADS_FOLDER));
  shutdown.add("uploads", keepUploads({ uploads, clock, log }));
  const answers = new AsyncLocalStorage<ServerResponse>();
  publishRuntime({
    ...{ config, log, db, limits, uploads, isAccepting, isBrokerConnected, context },
    currentAnswer: () => answers.getStore(),
    closing: closing.signal,
  });

  let app: NextApp | null = null;
  const handle: NextApp["handle"] = async (req, res) => answers.run(res, async () => app?.handle(req, res));
  const httpServer = createHttpServer({
    trustProxy: config.TRUST_PROXY,
    headers: headerPolicyOf(config),
    limits,
    maxConnections: config.MAX_CONNECTIONS,
    isAccepting,
    handle,
    log,
  });
  const closeHttpServer = closerOf(httpServer, clock);
  const pages = await createNextApp(config, httpServer, folder);
  app = pages;
  shutdown.add("pages", () => pages.close());

  const logins = loginsOf({ db, config });
  const gate = createWebGate({ logins, siteUrl: config.NEXTAUTH_URL, context });
  const isTooMany = (req: IncomingMessage) => {
    const address = settleClientAddress(req.headers, req.socket.remoteAddress ?? "", config.TRUST_PROXY);
    return tooMany(limits, { method: req.method, path: SOCKET_PATH, address }) !== null;
  };
  const sockets = createSocketServer({ httpServer, gate, isTooMany, frames, clock, log });
  const asAnnouncer = () => context({ kind: "system", name: "announcer" });
  const announce = createAnnouncer({ context: asAnnouncer, sockets, log });
  const listener = createNoticeListener({
    databaseUrl: config.DATABASE_URL,
    onNotice(notice) {
      announce(notice);
      if (notice.kind === "device") accountChanged(notice.id);
    },
    onGap: () => sockets.reconnectAll(),
    clock,
    log,
  });
  await listener.start();
  shutdown.add("notices", () => listener.stop());

  const onPicture = createPictureAnnouncer({ context: asAnnouncer, announce, log });
  shutdown.add("pictures of events", receiveEventPictures({ bus, pictures: eventPictures, onPicture, log }));

  await listen(httpServer, config);
  shutdown.add("http", closeHttpServer, DRAIN_MS + 500);
  shutdown.add("sockets", () => sockets.stop());
  // First of all: no new request, and endless answers end themselves.
  shutdown.add("door", () => closing.abort());
  return `http://${config.HOST}:${(httpServer.address() as AddressInfo).port}`;
}

const ratesOf = (config: WebConfig): Rates => ({
  user: config.RATE_LIMIT_USER,
  club: config.RATE_LIMIT_CLUB,
  device: config.RATE_LIMIT_DEVICE,
  address: config.RATE_LIMIT_ADDRESS,
  loginsPerMinute: config.RATE_LIMIT_LOGINS,
});

const headerPolicyOf = ({ NEXTAUTH_URL, NODE_ENV, EMBED_ORIGINS }: WebConfig): HeaderPolicy => ({
  isSecure: NEXTAUTH_URL.startsWith("https:"),
  isDevelopment: NODE_ENV !== "production",
  embedOrigins: EMBED_ORIGINS,
});

const listen = (server: Server, { HOST, PORT }: WebConfig): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (cause: Error) => reject(new Error(`Cannot listen on ${HOST}:${PORT}: ${cause.message}`, { cause }));
    server.once("error", fail).listen(PORT, HOST, () => {
      server.off("error", fail);
      resolve();
    });
  });
