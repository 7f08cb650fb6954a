import { type CameraFailure, explainFailure } from "../failure";
import type { RtspConnection } from "./connection";
import { controlUrl } from "./control-url";
import { headerOf, type RtspMessage, statusOf } from "./message";
import { parseSdp, type Sdp, type SdpMedia } from "./sdp";

/** RFC 2326, 12.37. */
const DEFAULT_TIMEOUT_S = 60;
/** A camera that promises more forgets it all the same. */
const MAX_KEEP_ALIVE_S = 30;
const FAREWELL_MS = 300;
/** Whoever takes our pictures says nothing by itself: only so do we know that it still hears us. */
const ASK_LISTENER_S = 1.5;

/** What the camera and we agreed on: its streams, and how long it sends them without hearing from us. */
export class RtspSession {
  private id: string | null = null;
  private timeoutSeconds = DEFAULT_TIMEOUT_S;
  private keepAliveMethod = "OPTIONS";
  private timer: NodeJS.Timeout | null = null;
  private base: string;
  private control = "*";

  constructor(
    private readonly connection: RtspConnection,
    private readonly url: string,
  ) {
    this.base = url;
  }

  /** Offers our streams, described as in `sdp`, to a server that takes them. Throws a `CameraFailure`. */
  async announce(sdp: string): Promise<void> {
    await this.learnMethods();
    const headers = { "Content-Type": "application/sdp", "Content-Length": String(Buffer.byteLength(sdp)) };
    expectOk(await this.connection.ask("ANNOUNCE", this.url, headers, sdp));
  }

  /** What the camera offers. Throws a `CameraFailure`. */
  async describe(): Promise<Sdp> {
    await this.learnMethods();
    const answer = expectOk(await this.connection.ask("DESCRIBE", this.url, { Accept: "application/sdp" }));
    const base = headerOf(answer, "content-base") ?? headerOf(answer, "content-location");
    if (base !== null && /^rtsps?:\/\/[^\s\p{Cc}]+$/iu.test(base)) this.base = base;
    const sdp = parseSdp(answer.body);
    this.control = sdp.control;
    return sdp;
  }

  /** Asks for one stream over this connection; answers the channel it comes on, the next one is its reports'. */
  async setUp({ control }: Pick<SdpMedia, "control">, channel: number, mode: "play" | "record" = "play") {
    const ports = `RTP/AVP/TCP;unicast;interleaved=${channel}-${channel + 1}`;
    const transport = mode === "play" ? ports : `${ports};mode=record`;
    const url = controlUrl(this.base, control);
    const answer = expectOk(await this.connection.ask("SETUP", url, { Transport: transport, ...this.headers() }));
    const [id, ...about] = (headerOf(answer, "session") ?? "").split(";");
    if (id !== undefined && id !== "") this.id = id.trim();
    const timeout = Number(/^\s*timeout\s*=\s*(\d{1,6})/i.exec(about.join(";"))?.[1]);
    if (timeout > 0) this.timeoutSeconds = timeout;
    const given = headerOf(answer, "transport");
    if (given !== null && !/\/TCP\b/i.test(given)) throw cannotServe();
    const taken = Number(/interleaved\s*=\s*(\d{1,3})/i.exec(given ?? "")?.[1] ?? channel);
    if (taken > 254) throw cannotServe();
    return taken;
  }

  /** From now on the camera sends, and hears from us in time. */
  async play(): Promise<void> {
    expectOk(await this.connection.ask("PLAY", this.aggregate(), { Range: "npt=0.000-", ...this.headers() }));
    this.askAgainEach(Math.max(1, Math.min(MAX_KEEP_ALIVE_S, this.timeoutSeconds / 2)));
  }

  /** From now on the server takes what we send, and is asked all the time whether it is still there. */
  async record(): Promise<void> {
    expectOk(await this.connection.ask("RECORD", this.aggregate(), { Range: "npt=0.000-", ...this.headers() }));
    this.askAgainEach(ASK_LISTENER_S);
  }

  /** Says goodbye if there is something to end, and gives the camera 300 ms to hear it. */
  async tearDown(): Promise<void> {
    this.forget();
    if (this.id === null) return;
    this.connection.tell("TEARDOWN", this.aggregate(), this.headers());
    await this.connection.hasLeft(FAREWELL_MS);
  }

  /** Ends what runs here by itself. */
  forget(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  private async learnMethods(): Promise<void> {
    const options = await this.connection.ask("OPTIONS", this.url);
    if (/\bGET_PARAMETER\b/i.test(headerOf(options, "public") ?? "")) this.keepAliveMethod = "GET_PARAMETER";
  }

  private askAgainEach(seconds: number): void {
    this.timer = setInterval(() => void this.keepAlive(), seconds * 1_000);
  }

  private async keepAlive(): Promise<void> {
    try {
      const answer = await this.connection.ask(this.keepAliveMethod, this.aggregate(), this.headers());
      if ((statusOf(answer) ?? 500) >= 400) this.keepAliveMethod = "OPTIONS";
    } catch {
      // Some never answer this and go on sending; when the connection has ended, it tells why.
    }
  }

  private aggregate(): string {
    return controlUrl(this.base, this.control);
  }

  private headers(): Record<string, string> {
    return this.id === null ? {} : { Session: this.id };
  }
}

function expectOk(answer: RtspMessage): RtspMessage {
  const status = statusOf(answer) ?? 500;
  if (status < 300) return answer;
  throw status === 403 || status === 404
    ? explainFailure([status === 403 ? "403 Forbidden" : "404 Not Found"])
    : cannotServe();
}

const cannotServe = (): CameraFailure => explainFailure(["5XX Server Error"]);
