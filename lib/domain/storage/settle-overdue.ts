import type { Recording, Session } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { failRecording } from "../recordings/fail";
import { markClosed } from "../sessions/mark-closed";

/** A device ends a recording within seconds of its planned end; this much more for its clock. */
const GRACE_MS = 60_000;

/**
 * A recording whose planned end passed while its device is away is over: the device ended it by itself. The camera is
 * free again, and the file comes with the device's report. Returns how many sessions that closed.
 */
export async function settleOverdueRecordings(ctx: Ctx, clubId: number | undefined): Promise<number> {
  const overdue = await ctx.db.recording.findMany({
    where: {
      ...(clubId !== undefined && { clubId }),
      status: { in: ["starting", "recording"] },
      endsAt: { lt: new Date(ctx.clock.now().getTime() - GRACE_MS) },
    },
    include: { session: true },
  });
  let closed = 0;
  for (const row of overdue) {
    if (ctx.devices.presence(row.deviceId).online) continue;
    if (row.status === "starting")
      await failRecording(ctx, row, "The device went away before it confirmed the recording.");
    else if (await endAsPlanned(ctx, row)) closed += 1;
  }
  return closed;
}

async function endAsPlanned(
  ctx: Ctx,
  { sessionId, clubId, endsAt, session }: Recording & { session: Session },
): Promise<boolean> {
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.recording.updateMany({
      where: { sessionId, status: "recording" },
      data: { status: "finalizing", endedAt: endsAt },
    });
    if (count === 0) return false;
    await ctx.notify(tx, { kind: "recording", id: sessionId, clubId, ownerId: session.createdById });
    return markClosed(tx, ctx, session, "planned end, device away", endsAt);
  });
}
