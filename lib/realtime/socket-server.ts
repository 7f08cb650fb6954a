import type { Server as HttpServer, IncomingMessage } from "node:http";
import { Server } from "socket.io";
import { type ClientEvents, type ServerEvents, SOCKET_PATH } from "@/lib/contracts/sockets";
import type { Clock } from "@/lib/core/clock";
import type { Logger } from "@/lib/core/logger";
import type { FrameHub } from "@/lib/media/frames";
import { type SentEvents, toSocketError, type VigieSocket } from "./engine-outlet";
import type { SocketCredentials, SocketGate } from "./socket-gate";
import { SocketSession } from "./socket-session";

/** Largest message a client may send; they only ever ask for pictures. */
const MAX_REQUEST_BYTES = 16 * 1024;

export type Audience = { rooms: readonly string[]; except?: readonly string[] };
export type Announcement = Exclude<keyof ServerEvents, "frame" | "frames:error">;

export interface SocketServer {
  /** To every socket of this process in one of the rooms, once each. */
  emit<E extends Announcement>(to: Audience, event: E, notice: Parameters<ServerEvents[E]>[0]): void;
  /** Closes every connection so that clients come back by themselves and ask again for what they show. */
  reconnectAll(): void;
  readonly connections: number;
  stop(): void;
}

type Options<A> = {
  httpServer: HttpServer;
  gate: SocketGate<A>;
  /** Asked at each handshake: its address opens too many. */
  isTooMany?: (req: IncomingMessage) => boolean;
  frames: FrameHub;
  clock: Clock;
  log: Logger;
};

/** Socket.IO beside Next on the same port. Who is refused at the handshake never gets a session. */
export function createSocketServer<A>(options: Options<A>): SocketServer {
  const { httpServer, gate, isTooMany = () => false, frames, clock, log } = options;
  const io = new Server<ClientEvents, SentEvents>(httpServer, {
    path: SOCKET_PATH,
    // Next answers upgrades of its own on the same server.
    destroyUpgrade: false,
    serveClient: false,
    maxHttpBufferSize: MAX_REQUEST_BYTES,
    allowRequest: (req, done) => done(null, gate.isAllowedOrigin(req.headers) && !isTooMany(req)),
  });
  const admitted = new WeakMap<VigieSocket, SocketSession<A>>();

  io.use(async (socket, next) => {
    const credentials = credentialsOf(socket.handshake);
    try {
      const actor = await gate.authenticate(credentials);
      if (actor === null) return next(refused("unauthenticated", "Sign in first."));
      admitted.set(socket, new SocketSession(socket, actor, credentials, { gate, frames, clock, log }));
      next();
    } catch (error) {
      const { code, message } = toSocketError(error);
      log.warn({ err: error }, "a socket's login could not be checked");
      // A refusal would make the client give up; a closed connection makes it try again.
      if (code === "unavailable") socket.conn.close();
      else next(refused(code, message));
    }
  });
  io.on("connection", (socket) => admitted.get(socket)?.start());

  return {
    emit: ({ rooms, except = [] }, event, notice) =>
      void io.local
        .to([...rooms])
        .except([...except])
        .emit(event, ...([notice] as never)),
    reconnectAll() {
      for (const { conn } of io.sockets.sockets.values()) conn.close();
    },
    get connections() {
      return io.engine.clientsCount;
    },
    stop: () => io.engine.close(),
  };
}

function credentialsOf({ headers, auth }: VigieSocket["handshake"]): SocketCredentials {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1];
  return { headers, token: typeof auth.token === "string" ? auth.token : (bearer ?? null) };
}

const refused = (code: string, message: string): Error =>
  Object.assign(new Error(message), { data: { code, message } });
