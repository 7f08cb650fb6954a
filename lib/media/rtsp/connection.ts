import type { Socket } from "node:net";
import type { CameraEndpoint } from "@/lib/core/camera-url";
import { explainFailure, redirected } from "../failure";
import { Authorization } from "./authorization";
import { headerOf, methodOf, type RtspMessage, statusOf, writeMessage } from "./message";
import { PendingAnswers } from "./pending-answers";
import { describeError, reach } from "./reach";
import { type WireHandlers, WireReader } from "./wire-reader";

/** A camera that says nothing at all for so long is not there any more. */
const SILENCE_MS = 3_000;
/** How often one question is asked again for the sake of the login: first without one, then with an old nonce. */
const MAX_LOGINS = 2;
/** We say little, so this much unread means that nobody reads. */
const MAX_UNSENT_BYTES = 64 * 1024;

type Headers = Readonly<Record<string, string>>;
type Handlers = Pick<WireHandlers, "onPacket"> & {
  onBytes: (count: number) => void;
  /** Each question with its answer, for people. */
  onLine?: ((line: string) => void) | undefined;
};
/** What differs where we send the pictures. */
type Limits = { silenceMs: number; unsentBytes: number };
const READING: Limits = { silenceMs: SILENCE_MS, unsentBytes: MAX_UNSENT_BYTES };

/**
 * An RTSP connection to one camera: questions and their answers, and the packets between them. Redirects end it, so do 3 s
 * of silence. Nothing of it is left once `close` has resolved.
 */
export class RtspConnection {
  /** Rejects with a `CameraFailure` when the connection ends by itself; resolves when it is told to stop. */
  readonly ended: Promise<void>;
  private end!: (failure: unknown) => void;
  /** Why it is over; undefined while it is not. */
  private failure: unknown;
  private socket: Socket | null = null;
  private onFarewell: (() => void) | null = null;
  private heardMs = performance.now();
  private lastSequence = 0;
  private readonly pending = new PendingAnswers();
  private readonly authorization: Authorization;
  private readonly reader: WireReader;
  private timer: NodeJS.Timeout;
  private readonly abort = () => this.end(null);

  private constructor(
    endpoint: CameraEndpoint,
    private readonly stop: AbortSignal,
    private readonly handlers: Handlers,
    private readonly limits: Limits,
  ) {
    this.authorization = new Authorization(endpoint);
    this.reader = new WireReader({ onPacket: handlers.onPacket, onMessage: (message) => this.hear(message) });
    this.ended = new Promise((resolve, reject) => {
      this.end = (failure) => {
        if (this.failure !== undefined) return;
        this.failure = failure;
        this.pending.fail(failure);
        if (failure === null) resolve();
        else reject(failure);
      };
    });
    this.ended.catch(() => {});
    stop.addEventListener("abort", this.abort);
    this.timer = setTimeout(() => this.listen(), limits.silenceMs);
  }

  /** Connects to an address that was checked. Throws a `CameraFailure`. */
  static async open(
    endpoint: CameraEndpoint,
    addresses: readonly string[],
    stop: AbortSignal,
    handlers: Handlers,
    limits = READING,
  ) {
    const connection = new RtspConnection(endpoint, stop, handlers, limits);
    try {
      const socket = await reach(endpoint, addresses, stop, (bytes, count) => connection.read(bytes, count));
      connection.heardMs = performance.now();
      connection.socket = socket;
      socket.on("error", (error) => connection.end(explainFailure([describeError(error)])));
      socket.on("close", () => connection.end(explainFailure([])));
      if (socket.destroyed) connection.end(explainFailure(["ECONNRESET"]));
      return connection;
    } catch (error) {
      connection.end(error);
      await connection.close();
      throw error;
    }
  }

  /**
   * Asks, and once more when the camera wants to know who we are; the answer may have any status below 300 or above 399.
   * Throws a `CameraFailure` when none comes within 5 s, the connection ends or the login is refused, and null when it is
   * told to stop.
   */
  async ask(method: string, url: string, headers: Headers = {}, body = ""): Promise<RtspMessage> {
    for (let logins = 0; ; logins++) {
      const answer = await this.askOnce(method, url, headers, body);
      this.handlers.onLine?.(`${method} ${url}: ${answer.start}`);
      if (statusOf(answer) !== 401) return answer;
      const isWorthwhile = this.authorization.refused(answer.headers.get("www-authenticate") ?? []);
      if (!isWorthwhile || logins === MAX_LOGINS) throw explainFailure(["401 Unauthorized"]);
    }
  }

  /** Says something whose answer nobody waits for. */
  tell(method: string, url: string, headers: Headers): void {
    this.send(this.write(method, url, headers).text);
  }

  /** Sends a packet on its channel; false, and nothing is sent, while more than it may is waiting to be. */
  sendPacket(channel: number, packet: Buffer): boolean {
    const { socket } = this;
    if (!socket || socket.destroyed || socket.writableLength > this.limits.unsentBytes) return false;
    // The packets of a picture leave together.
    if (socket.writableCorked === 0) {
      socket.cork();
      process.nextTick(() => socket.uncork());
    }
    socket.write(Buffer.from([0x24, channel, packet.length >> 8, packet.length & 0xff]));
    socket.write(packet);
    return true;
  }

  async close(): Promise<void> {
    this.end(null);
    clearTimeout(this.timer);
    this.stop.removeEventListener("abort", this.abort);
    const { socket } = this;
    if (!socket || socket.closed) return;
    await new Promise<void>((resolve) => {
      socket.once("close", () => resolve());
      socket.destroy();
    });
  }

  /** Resolves when the camera has answered or closed the connection, or after `withinMs`. */
  async hasLeft(withinMs: number): Promise<void> {
    const { socket } = this;
    if (!socket || socket.closed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      const done = () => {
        clearTimeout(timer);
        resolve();
      };
      socket.once("close", done);
      this.onFarewell = done;
    });
  }

  /** Ends it when it was silent for too long, else looks again when it could be. */
  private listen(): void {
    const restMs = this.limits.silenceMs - (performance.now() - this.heardMs);
    if (restMs <= 0) this.end(explainFailure(["ETIMEDOUT: nothing arrived"]));
    else this.timer = setTimeout(() => this.listen(), restMs);
  }

  private askOnce(method: string, url: string, headers: Headers, body: string): Promise<RtspMessage> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const { text, sequence } = this.write(method, url, headers);
    const answer = this.pending.wait(sequence);
    this.send(text + body);
    return answer;
  }

  private write(method: string, url: string, headers: Headers) {
    const sequence = ++this.lastSequence;
    const authorization = this.authorization.header(method, url);
    const text = writeMessage(`${method} ${url} RTSP/1.0`, {
      CSeq: String(sequence),
      "User-Agent": "Vigie",
      ...(authorization === null ? {} : { Authorization: authorization }),
      ...headers,
    });
    return { text, sequence };
  }

  private send(text: string): void {
    if (!this.socket || this.socket.destroyed) return;
    this.socket.write(text);
    if (this.socket.writableLength > 2 * this.limits.unsentBytes) this.end(explainFailure(["ECONNRESET"]));
  }

  private read(bytes: Buffer, count: number): void {
    this.heardMs = performance.now();
    this.handlers.onBytes(count);
    if (this.failure !== undefined && this.onFarewell === null) return;
    try {
      this.reader.read(bytes, count);
    } catch (error) {
      this.end(error);
    }
  }

  private hear(message: RtspMessage): void {
    const status = statusOf(message);
    const sequence = Number(headerOf(message, "cseq"));
    if (status === null) {
      this.answer(methodOf(message), headerOf(message, "cseq"));
      return;
    }
    this.onFarewell?.();
    if (status >= 300 && status < 400) throw redirected();
    if (status < 200) return;
    this.pending.take(sequence, message);
  }

  /** The camera may ask too; of what it can want only the end and another place matter. */
  private answer(method: string | null, sequence: string | null): void {
    if (method === "REDIRECT") throw redirected();
    this.send(writeMessage("RTSP/1.0 200 OK", sequence === null ? {} : { CSeq: sequence }));
    if (method === "TEARDOWN") throw explainFailure([]);
  }
}
