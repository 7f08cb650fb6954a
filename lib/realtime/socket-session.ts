import { z } from "zod";
import { CameraId } from "@/lib/contracts/common";
import { Profile } from "@/lib/contracts/preview";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import { nextRound } from "@/lib/core/rounds";
import type { FrameHub } from "@/lib/media/frames";
import { engineOutlet, toSocketError, type VigieSocket } from "./engine-outlet";
import { FrameSender } from "./frame-sender";
import type { SocketCredentials, SocketGate } from "./socket-gate";

/** Requests of one socket that wait for their turn; a client past it is broken or hostile. */
const MAX_QUEUED = 200;

const Subscribe = z.object({ camera_id: CameraId, profile: Profile, fps: z.number().min(0.1).max(25) });
const Unsubscribe = z.object({ camera_id: CameraId, profile: Profile.optional() });

type Deps<A> = { gate: SocketGate<A>; frames: FrameHub; clock: Clock; log: Logger };

/** One connected viewer, from the handshake to the disconnection. */
export class SocketSession<A> {
  private readonly gone = new AbortController();
  private readonly outlet: ReturnType<typeof engineOutlet>;
  private readonly sender: FrameSender;
  private lastTurn: Promise<void> = Promise.resolve();
  private queued = 0;

  constructor(
    private readonly socket: VigieSocket,
    private actor: A,
    private readonly credentials: SocketCredentials,
    private readonly deps: Deps<A>,
  ) {
    this.outlet = engineOutlet(socket);
    this.sender = new FrameSender(this.outlet, deps);
  }

  start(): void {
    const { socket } = this;
    void socket.join([...this.deps.gate.roomsOf(this.actor)]);
    this.outlet.onFlushed(() => this.sender.pump());
    socket.on("frames:subscribe", (request, done) => this.inTurn(() => this.subscribe(request, done)));
    socket.on("frames:unsubscribe", (request) => this.inTurn(async () => this.unsubscribe(request)));
    socket.on("disconnect", () => this.end());
    void this.recheckUntilGone();
  }

  /** One after the other, so that an unsubscribe never overtakes the subscribe before it. */
  private inTurn(handle: () => Promise<void>): void {
    if (++this.queued > MAX_QUEUED) {
      this.socket.disconnect(true);
      return;
    }
    this.lastTurn = this.lastTurn.then(handle).finally(() => this.queued--);
  }

  private async subscribe(request: unknown, done: unknown): Promise<void> {
    const { gate, log } = this.deps;
    const wanted = Subscribe.safeParse(request);
    try {
      if (!wanted.success)
        throw new AppError("unprocessable", "Give camera_id, profile (tile or full) and fps (0.1–25).");
      const { camera_id: cameraId, profile, fps } = wanted.data;
      const deviceId = (await gate.watchable(this.actor, [cameraId])).get(cameraId);
      if (deviceId === undefined) throw gate.refusal(this.actor);
      if (!this.gone.signal.aborted) this.sender.subscribe({ deviceId, cameraId, profile }, fps);
      answer(done, { ok: true });
    } catch (error) {
      const told = toSocketError(error);
      if (told.code === "internal") log.error({ err: error }, "a subscription to frames failed");
      answer(done, { ok: false, error: told });
      if (wanted.success) this.outlet.fail(wanted.data.camera_id, error);
    }
  }

  private unsubscribe(request: unknown): void {
    const wanted = Unsubscribe.safeParse(request);
    if (wanted.success) this.sender.unsubscribe(wanted.data.camera_id, wanted.data.profile);
  }

  private end(): void {
    this.gone.abort();
    this.outlet.close();
    this.sender.stop();
  }

  private async recheckUntilGone(): Promise<void> {
    const { clock, log } = this.deps;
    while (!this.gone.signal.aborted) {
      await nextRound(clock, this.gone.signal);
      if (this.gone.signal.aborted) return;
      // Nobody can tell now (Postgres away): nothing can be revoked meanwhile either.
      await this.recheck().catch((err: unknown) => log.debug({ err }, "a socket could not be checked"));
    }
  }

  /** Ends what is no longer allowed. */
  private async recheck(): Promise<void> {
    const { gate } = this.deps;
    const actor = await gate.authenticate(this.credentials);
    if (actor === null) {
      this.socket.disconnect(true);
      return;
    }
    if (gate.roomsOf(actor).join() !== gate.roomsOf(this.actor).join()) {
      // Closed, not disconnected: the client comes back by itself, into its new rooms.
      this.socket.conn.close();
      return;
    }
    this.actor = actor;
    await this.recheckFrames();
  }

  private async recheckFrames(): Promise<void> {
    const { gate } = this.deps;
    const watched = this.sender.subscriptions();
    if (watched.length === 0) return;
    const devices = await gate.watchable(this.actor, [...new Set(watched.map((tile) => tile.cameraId))]);
    for (const { cameraId, profile, deviceId, fps } of watched) {
      const deviceNow = devices.get(cameraId);
      if (deviceNow === deviceId) continue;
      if (deviceNow !== undefined) this.sender.subscribe({ deviceId: deviceNow, cameraId, profile }, fps);
      else {
        this.sender.unsubscribe(cameraId, profile);
        this.outlet.fail(cameraId, gate.refusal(this.actor));
      }
    }
  }
}

/** A client may leave the callback out, or send anything in its place. */
function answer(done: unknown, value: { ok: boolean; error?: { code: string; message: string } }): void {
  if (typeof done === "function") done(value);
}
