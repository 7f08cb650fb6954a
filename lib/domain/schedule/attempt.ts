import { backoffMs } from "@/lib/core/backoff";
import { AppError, isAppError } from "@/lib/core/errors";
import type { Prisma } from "@/lib/db/generated/client";
import { audit } from "../audit/append";
import type { Ctx } from "../context";
import { isRunning } from "../recordings/ranks";
import { recordUntil } from "../recordings/start";
import { stopAndClose } from "../sessions/close";
import { createSession } from "../sessions/create";
import { SESSION_INCLUDE, type SessionRow } from "../sessions/view";
import { causeOf } from "./causes";
import { type DueRun, leaseFrom } from "./claim-due";

/** Short enough to catch most of a match whose camera comes back, long enough not to drum on one that does not. */
const BACKOFF = { baseMs: 2_000, capMs: 30_000 };
/** A recording that ends as this one begins frees its camera when its device has said so. */
const HANDOVER_MS = 10_000;
const HANDOVER_POLL_MS = 250;
/** So late a program may wake from its wait and still go on with it. */
const WAKE_UP_MS = 5_000;
/** A recording by hand that ends this little earlier is as good as the planned one. */
const SHORTER_BY_MS = 30_000;

/** The run is not ours any more: skipped, cancelled, changed, or taken over. */
class RunLost extends Error {}

/**
 * One honest try to start a planned recording: opens the court in the name of the plan's maker, waits with a warm camera
 * for the moment, records until the planned end. A recording by hand that lasts as long is taken for it. What fails is
 * written down with its cause and tried again later. `signal` gives the try up and leaves it to others at once.
 */
export async function attemptRun(ctx: Ctx, due: DueRun, signal?: AbortSignal): Promise<void> {
  const attempt = new Attempt(ctx, due, signal);
  try {
    await attempt.run();
  } catch (error) {
    await attempt.end(error);
  }
}

class Attempt {
  private session: SessionRow | null = null;

  constructor(
    private readonly ctx: Ctx,
    private readonly due: DueRun,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async run(): Promise<void> {
    if (await this.isUnderWay()) return;
    this.session ??= await this.openSession();
    await this.waitUntilStart(this.session.id);
    const session = await this.record(this.session);
    await this.markStarted(session.id);
    if (session.id !== this.session.id) await stopAndClose(this.ctx, this.session, "recorded by hand already");
  }

  /** What a try before this one left: a recording that came after all, or a session that is still open. */
  private async isUnderWay(): Promise<boolean> {
    const id = this.due.run.sessionId;
    const session = id && (await this.ctx.db.session.findUnique({ where: { id }, include: SESSION_INCLUDE }));
    if (!session) return false;
    const status = session.recording?.status;
    if (status === "starting") {
      this.session = session;
      throw new AppError("device_timeout", "The device has not confirmed the recording yet.");
    }
    if (status && status !== "failed") {
      await this.markStarted(session.id);
      return true;
    }
    if (session.status === "active" && !status) this.session = session;
    return false;
  }

  private async openSession(): Promise<SessionRow> {
    const { plan } = this.due;
    await this.requireDevice();
    const { session_id } = await createSession(this.ctx, { terrain_id: plan.courtId }, plan.createdById);
    return this.ctx.db.session.findUniqueOrThrow({ where: { id: session_id }, include: SESSION_INCLUDE });
  }

  /** Without asking a device that is known to be away, which would leave its traces at every try. */
  private async requireDevice(): Promise<void> {
    const where = { courtId: this.due.plan.courtId, deletedAt: null };
    const camera = await this.ctx.db.camera.findFirst({ where, orderBy: { id: "asc" }, include: { device: true } });
    if (!camera) throw new AppError("not_found", "This court has no camera. An administrator can add one to it.");
    if (this.ctx.devices.presence(camera.deviceId).online) return;
    throw new AppError("unavailable", `The device "${camera.device.name}" is offline. Check its power and network.`);
  }

  /** Says that the work goes on, and until when it need not say so again. Throws when the run is not ours any more. */
  private async hold(sessionId: string, lease: Date): Promise<void> {
    await this.change({ sessionId, retryAt: lease });
    this.due.lease = lease;
  }

  private async waitUntilStart(sessionId: string): Promise<void> {
    const startMs = this.due.run.startsAt.getTime();
    const waitMs = startMs - this.ctx.clock.now().getTime();
    if (waitMs > 0) {
      // Whoever says nothing at the start has died meanwhile.
      await this.hold(sessionId, new Date(startMs + WAKE_UP_MS));
      await this.ctx.clock.sleep(waitMs, this.signal);
    }
    this.signal?.throwIfAborted();
    await this.hold(sessionId, leaseFrom(this.ctx.clock.now()));
  }

  /** The session that records: ours, or one in which somebody records until the end already. */
  private async record(session: SessionRow): Promise<SessionRow> {
    const { endsAt } = this.due.run;
    const untilMs = this.ctx.clock.monotonicMs() + HANDOVER_MS;
    for (;;) {
      try {
        await recordUntil(this.ctx, session, endsAt);
        return session;
      } catch (error) {
        const other = isAppError(error) && error.code === "conflict" ? await this.recordedBy(session) : null;
        if (!other) throw error;
        if (other.recording!.endsAt.getTime() >= endsAt.getTime() - SHORTER_BY_MS) return other;
        const endsMs = other.recording!.endsAt.getTime() - this.ctx.clock.now().getTime();
        if (endsMs > 1_000 || this.ctx.clock.monotonicMs() > untilMs) throw inTheWay(other, error);
        await this.ctx.clock.sleep(HANDOVER_POLL_MS, this.signal);
      }
    }
  }

  private async recordedBy({ id, cameraId }: SessionRow): Promise<SessionRow | null> {
    const session = await this.ctx.db.session.findFirst({
      where: { id: { not: id }, cameraId, recording: { status: { in: ["starting", "recording"] } } },
      include: SESSION_INCLUDE,
    });
    return session?.recording && isRunning(session.recording.status) ? session : null;
  }

  private async markStarted(sessionId: string): Promise<void> {
    await this.change({ status: "started", sessionId, retryAt: null, cause: null, error: null }, "plan.start");
  }

  /** After a failure: closes what was opened in vain, says why, and when it is tried again. */
  async end(error: unknown): Promise<void> {
    const { ctx, signal } = this;
    const mayBeRecording = isAppError(error) && error.code === "device_timeout" && this.session !== null;
    const isGivenUp = signal?.aborted && !isAppError(error);
    if (this.session && !mayBeRecording && !isGivenUp) await this.closeSession(this.session);
    if (error instanceof RunLost) return;
    const change = isGivenUp ? { retryAt: ctx.clock.now() } : this.failure(error, mayBeRecording);
    await this.change(change).catch((lost: unknown) => {
      if (!(lost instanceof RunLost)) throw lost;
    });
  }

  private failure(error: unknown, mayBeRecording: boolean): Prisma.PlanRunUncheckedUpdateManyInput {
    const { ctx, due } = this;
    if (!isAppError(error)) ctx.log.error({ err: error, planId: due.plan.id }, "a planned recording could not start");
    const attempts = due.run.attempts + 1;
    const retryAt = new Date(ctx.clock.now().getTime() + Math.max(500, backoffMs(attempts, BACKOFF)));
    return { attempts, retryAt, sessionId: mayBeRecording ? this.session!.id : null, ...causeOf(error) };
  }

  private async closeSession(session: SessionRow): Promise<void> {
    const now = await this.ctx.db.session.findUnique({ where: { id: session.id }, include: SESSION_INCLUDE });
    if (!now || now.recording || (await this.isInUse(session.id))) return;
    await stopAndClose(this.ctx, now, "planned recording did not start").catch((err: unknown) =>
      this.ctx.log.warn({ err, sessionId: session.id }, "a session opened for a plan stayed open"),
    );
  }

  /** Whoever took the run over goes on in the same session. */
  private async isInUse(sessionId: string): Promise<boolean> {
    const { planId, startsAt } = this.due.run;
    const others = { planId, startsAt, sessionId, retryAt: { not: this.due.lease } };
    return (await this.ctx.db.planRun.count({ where: { ...others, status: "starting" } })) > 0;
  }

  private async change(data: Prisma.PlanRunUncheckedUpdateManyInput, action?: string): Promise<void> {
    const { ctx, due } = this;
    const { id, clubId } = due.plan;
    const { startsAt } = due.run;
    await ctx.db.$transaction(async (tx) => {
      const where = { planId: id, startsAt, status: "starting" as const, retryAt: due.lease };
      const { count } = await tx.planRun.updateMany({ where, data });
      if (count === 0) throw new RunLost();
      const details = { starts_at: startsAt.toISOString(), session_id: data.sessionId as string };
      if (action) await audit(tx, ctx, action, id, { clubId, details });
      await ctx.notify(tx, { kind: "plan", id, clubId });
    });
  }
}

const inTheWay = ({ createdBy, recording }: SessionRow, cause: unknown): AppError => {
  const endsAt = recording!.endsAt.toISOString();
  const message = `${createdBy.name} is recording on this court until ${endsAt}; the planned recording takes over then.`;
  return new AppError("conflict", message, { cause, details: { ends_at: endsAt } });
};
