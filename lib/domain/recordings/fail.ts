import type { Tx } from "@/lib/db/client";
import type { Recording } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { markClosed } from "../sessions/mark-closed";
import { statesBefore } from "./ranks";

/** How long a device may take to know of a recording: the deadline of record.start (5 s) and the way there and back. */
export const UNKNOWN_AFTER_MS = 15_000;

/** Ends a recording that its device does not know. A later report with a file still wins. */
export async function failRecording(ctx: Ctx, recording: Recording, error: string): Promise<Recording> {
  return ctx.db.$transaction(async (tx) => {
    await failRecordingIn(tx, ctx, recording.sessionId, error);
    return tx.recording.findUniqueOrThrow({ where: { sessionId: recording.sessionId } });
  });
}

/** The same within a transaction of the caller. */
export async function failRecordingIn(tx: Tx, ctx: Ctx, sessionId: string, error: string): Promise<void> {
  const { count } = await tx.recording.updateMany({
    where: { sessionId, status: { in: statesBefore("failed") } },
    data: { status: "failed", error, endedAt: ctx.clock.now() },
  });
  if (count === 0) return;
  const session = await tx.session.findUniqueOrThrow({ where: { id: sessionId } });
  await ctx.notify(tx, { kind: "recording", id: sessionId, clubId: session.clubId, ownerId: session.createdById });
  await markClosed(tx, ctx, session, "recording failed");
}
