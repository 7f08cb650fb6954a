import { randomUUID } from "node:crypto";
import type { EventEmitter } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { Aedes, type AuthenticateError, type Client } from "aedes";
import type { Service } from "@/lib/core/lifecycle";
import type { Logger } from "@/lib/core/logger";
import { type Account, mayPublish, mayRetain, maySubscribe } from "./acl";
import { maxPayloadBytes, PacketGuard } from "./packet-guard";

export type EmbeddedBrokerOptions = {
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** Null refuses. A rejection (the database is away) tells the client to try again soon. */
  authenticate(username: string, password: string): Promise<Account | null>;
  log: Logger;
};

export type EmbeddedBroker = Service & {
  readonly port: number;
  /** Closes every connection of a device whose credential counts no more: all of a revoked one. */
  disconnect(deviceId: string, stillValid?: readonly string[]): void;
  /** The devices that are connected now. */
  devices(): string[];
};

const CONNECT_TIMEOUT_MS = 5_000;
/** A subscriber that takes nothing for this long is let go, so that it cannot hold up the others. */
const DRAIN_TIMEOUT_MS = 5_000;
/** A device needs two (messages and frames); more happen while half-open ones time out. */
const MAX_CONNECTIONS_PER_DEVICE = 8;
const MAX_CONNECTIONS = 2_000;
// CONNACK codes of MQTT 3.1.1.
const IDENTIFIER_REJECTED = 2;
const SERVER_UNAVAILABLE = 3;
const BAD_CREDENTIALS = 4;
const NOT_AUTHORIZED = 5;

const refusal = (returnCode: 2 | 3 | 4 | 5, message: string): AuthenticateError =>
  Object.assign(new Error(message), { returnCode });

/** An MQTT 3.1.1 broker inside this process (TCP). Retained messages live as long as it does: devices tell them again. */
export function embeddedBroker({ host, port, authenticate, log }: EmbeddedBrokerOptions): EmbeddedBroker {
  const accounts = new WeakMap<Client, Account>();
  const claims = new WeakMap<Client, Claim>();
  const connections = new Map<string, Set<Client>>();
  const sockets = new Set<Socket>();
  let broker: Aedes | null = null;
  let server: Server | null = null;

  /** Throws the refusal. Nothing is awaited after the account is known: the count cannot be passed by a race. */
  async function admit(client: Client, password: string): Promise<void> {
    const claim = claims.get(client);
    if (!claim?.username) throw refusal(BAD_CREDENTIALS, "no user name");
    const account = await authenticate(claim.username, password).catch((cause: unknown) => {
      log.warn({ err: cause, username: claim.username }, "could not check an account");
      throw refusal(SERVER_UNAVAILABLE, "accounts cannot be checked now");
    });
    if (!account) throw refusal(BAD_CREDENTIALS, "bad user name or password");
    accounts.set(client, account);
    if (claim.will && !mayWill(account, claim.will)) throw refusal(NOT_AUTHORIZED, "will not allowed");
    if (account.kind === "web") return;
    if (!ownsClientId(account.id, claim)) throw refusal(IDENTIFIER_REJECTED, "client id of another");
    const own = connections.get(account.id) ?? new Set<Client>();
    if (own.size >= MAX_CONNECTIONS_PER_DEVICE) throw refusal(SERVER_UNAVAILABLE, "too many connections");
    connections.set(account.id, own.add(client));
    client.conn.once("close", () => {
      own.delete(client);
      if (own.size === 0 && connections.get(account.id) === own) connections.delete(account.id);
    });
  }

  const createBroker = () =>
    Aedes.createBroker({
      connectTimeout: CONNECT_TIMEOUT_MS,
      drainTimeout: DRAIN_TIMEOUT_MS,
      preConnect(client, packet, done) {
        const username = packet.username ?? "";
        claims.set(client, { username, clientId: packet.clientId, will: packet.will ?? null });
        // Two accounts never share a client id inside, so that none can evict another's connection.
        packet.clientId = `${username}/${packet.clientId || randomUUID()}`;
        done(null, true);
      },
      authenticate(client, username, password, done) {
        admit(client, password?.toString() ?? "").then(
          () => done(null, true),
          (error: AuthenticateError) => {
            log.info({ username, reason: error.message }, "the broker refused a connection");
            done(error, false);
          },
        );
      },
      authorizePublish(client, packet, done) {
        const account = client && accounts.get(client);
        if (!account || !mayPublish(account, packet.topic)) return done(new Error(`not allowed: ${packet.topic}`));
        if (packet.payload.length > maxPayloadBytes(packet.topic)) return done(new Error("message too large"));
        packet.retain &&= mayRetain(account, packet.topic);
        done(null);
      },
      authorizeSubscribe(client, subscription, done) {
        const account = accounts.get(client);
        if (account && maySubscribe(account, subscription.topic)) return done(null, subscription);
        log.warn({ clientId: client.id, filter: subscription.topic }, "the broker refused a subscription");
        done(null, null);
      },
    });

  function accept(socket: Socket): void {
    sockets.add(socket.once("close", () => sockets.delete(socket)));
    socket.setNoDelay(true);
    broker!.handle(socket);
    const guard = new PacketGuard();
    // The broker reads by 'readable': each chunk it takes is told here before it gets it.
    socket.on("data", (chunk: Buffer) => {
      if (!guard.accepts(chunk)) socket.destroy(new Error("packet too large"));
    });
  }

  return {
    async start() {
      broker = await createBroker();
      broker.on("clientError", (client, error) =>
        log.info({ clientId: client.id, cause: error.message }, "client lost"),
      );
      broker.on("connectionError", (_, error) => log.debug({ cause: error.message }, "connection lost"));
      (broker as EventEmitter).on("error", (error: Error) => log.error({ err: error }, "the message broker failed"));
      server = createServer(accept);
      server.maxConnections = MAX_CONNECTIONS;
      await listen(server, host, port).catch(async (error: unknown) => {
        await this.stop();
        throw error;
      });
      server.on("error", (error) => log.error({ err: error }, "the message broker's socket failed"));
      log.info({ host, port: portOf(server) }, "message broker listening");
    },
    async stop() {
      const [closing, listening] = [broker, server];
      broker = server = null;
      if (!closing || !listening) return;
      const closed = new Promise((resolve) => listening.close(resolve));
      await new Promise<void>((resolve) => closing.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    get port() {
      return server ? portOf(server) : port;
    },
    disconnect(deviceId, stillValid = []) {
      for (const client of [...(connections.get(deviceId) ?? [])]) {
        const account = accounts.get(client);
        const credential = account?.kind === "device" ? account.credential : undefined;
        if (!credential || !stillValid.includes(credential)) client.close();
      }
    },
    devices: () => [...connections.keys()],
  };
}

type Claim = { username: string; clientId: string; will: { topic: string; retain?: boolean } | null };

const ownsClientId = (deviceId: string, { username, clientId }: Claim): boolean =>
  username === deviceId && (clientId === deviceId || clientId.startsWith(`${deviceId}-`));

const mayWill = (account: Account, will: { topic: string; retain?: boolean }): boolean =>
  mayPublish(account, will.topic) && (!will.retain || mayRetain(account, will.topic));

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (cause: Error) => reject(new Error(`Cannot listen for MQTT on ${host}:${port}`, { cause }));
    server.once("error", fail).listen(port, host, () => {
      server.off("error", fail);
      resolve();
    });
  });
