import { connect, type MqttClient } from "mqtt";
import { AppError } from "@/lib/core/errors";
import type { Message, PublishOptions } from "./bus";

export type ConnectionOptions = {
  /** mqtt:// or mqtts://; the latter verifies the broker's certificate. */
  url: string;
  username: string;
  password: string;
  clientId: string;
  /** A payload that is a function is asked at each connection. */
  will?: { topic: string; payload: string | (() => string); retain: boolean };
  keepaliveSeconds: number;
  /** PEM of an authority that is trusted beside nobody else: for a broker with a private one. */
  ca?: string;
};

/** A connection that could not be made. `refused`: the broker answered, and the answer was no. */
export class ConnectFailure extends Error {
  constructor(
    message: string,
    readonly refused: boolean,
  ) {
    super(message);
  }
}

// SYN is repeated after 1, 3 and 7 s: an attempt this long catches a link that returns, a shorter one may keep missing it.
const CONNECT_TIMEOUT_MS = 8_000;
const GOODBYE_MS = 500;
// CONNACK 2, 4 and 5 of MQTT 3.1.1: client id, user or password not accepted. 3 (server unavailable) may pass by itself.
const REFUSALS = [2, 4, 5];

/** One connection, from CONNECT to its end. It never comes back; whatever it had not finished by then is rejected. */
export class MqttConnection {
  private readonly pending = new Set<(error: Error) => void>();
  private cause = "the broker closed the connection";
  private isEnded = false;
  /** Resolves with the cause when the connection is gone, by whichever side. */
  readonly ended: Promise<string>;

  private constructor(private readonly client: MqttClient) {
    client.on("error", (error) => {
      this.cause = error.message;
    });
    this.ended = new Promise((resolve) =>
      client.once("close", () => {
        this.isEnded = true;
        for (const reject of this.pending) reject(new Error(this.cause));
        resolve(this.cause);
      }),
    );
  }

  /** Throws ConnectFailure. Messages may arrive before it resolves. */
  static async open(
    { url, will, keepaliveSeconds, ...options }: ConnectionOptions,
    onMessage: (message: Message) => void,
    signal: AbortSignal,
  ): Promise<MqttConnection> {
    const payload = typeof will?.payload === "function" ? will.payload() : (will?.payload ?? "");
    const client = connect(url, {
      ...options,
      will: will && { topic: will.topic, payload: Buffer.from(payload), qos: 1, retain: will.retain },
      keepalive: keepaliveSeconds,
      // Otherwise each answer to what we publish postpones our ping, and a broker that hears nothing else hangs up.
      reschedulePings: false,
      protocolVersion: 4,
      clean: true,
      // This object is one connection: whoever opened it decides when to try again, and nothing is queued meanwhile.
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
      connectTimeout: CONNECT_TIMEOUT_MS,
    });
    const connection = new MqttConnection(client);
    client.on("message", (topic, payload, packet) => onMessage({ topic, payload, retained: packet.retain }));
    let refused = false;
    client.on("error", (error) => {
      refused = "code" in error && REFUSALS.includes(Number(error.code));
    });
    const abort = () => client.stream.destroy();
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
    try {
      const isOpen = await Promise.race([
        new Promise<true>((resolve) => client.once("connect", () => resolve(true))),
        connection.ended.then(() => false),
      ]);
      if (!isOpen) throw new ConnectFailure(connection.cause, refused);
      return connection;
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  publish(topic: string, payload: string | Uint8Array, { qos = 1, retain = false }: PublishOptions): Promise<void> {
    const bytes =
      typeof payload === "string" ? payload : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
    return this.settled((done) => this.client.publish(topic, bytes, { qos, retain }, done));
  }

  /** Resolves with the filters the broker refused. */
  async subscribe(filters: ReadonlyMap<string, 0 | 1>): Promise<string[]> {
    if (filters.size === 0) return [];
    const request = Object.fromEntries([...filters].map(([filter, qos]) => [filter, { qos }]));
    let granted: number[] = [];
    await this.settled((done) =>
      this.client.subscribe(request, (error, _, suback) => {
        granted = suback?.granted.map(Number) ?? [];
        // A refused filter is an answer; only a broken connection is a failure.
        done(suback ? undefined : error);
      }),
    );
    return [...filters.keys()].filter((_, i) => granted[i] === undefined || granted[i] >= 0x80);
  }

  unsubscribe(filter: string): Promise<void> {
    return this.settled((done) => this.client.unsubscribe(filter, done));
  }

  /** Says goodbye, so that the will is not sent; a broker that does not react is left after half a second. */
  async close(): Promise<void> {
    if (this.isEnded) return;
    const timer = setTimeout(() => this.client.stream.destroy(), GOODBYE_MS);
    this.client.end();
    await this.ended;
    clearTimeout(timer);
  }

  /** Rejects with `unavailable` when the connection ends before `start`'s callback was called. */
  private settled(start: (done: (error?: Error | null) => void) => unknown): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const fail = (cause: Error) => {
        this.pending.delete(fail);
        reject(new AppError("unavailable", "The connection to the message broker was lost.", { cause }));
      };
      this.pending.add(fail);
      start((error) => {
        if (error) return fail(error);
        this.pending.delete(fail);
        resolve();
      });
    });
  }
}
