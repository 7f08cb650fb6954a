import type { FullReport } from "@/lib/contracts/mqtt";
import type { Tx } from "@/lib/db/client";
import type { Recording, Session } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import type { Difference } from "../devices/differences";
import { failRecordingIn, UNKNOWN_AFTER_MS } from "./fail";
import { isRunning } from "./ranks";

export type Comparison = { differences: Difference[]; sessionsToClose: string[] };
type Full = { seq: number; at: string; data: FullReport };

/**
 * Holds everything a device has against Postgres. Repairs what is certain: a recording the device does not know is
 * failed, a session that is closed or unknown here is to be closed there. Everything else is named as a difference.
 */
export async function compareFull(tx: Tx, ctx: Ctx, deviceId: string, full: Full): Promise<Comparison> {
  await failUnknownRecordings(tx, ctx, deviceId, full);
  const there = full.data.sessions.filter((session) => session.state === "active");
  const ids = there.map((session) => session.session_id);
  const found = await tx.session.findMany({ where: { deviceId, OR: [{ id: { in: ids } }, { status: "active" }] } });
  const here = new Map(found.map((session) => [session.id, session]));
  const recorded = new Set(full.data.recordings.filter((r) => r.state === "recording").map((r) => r.session_id));
  const unknown = ids.filter((id) => !here.has(id));
  return {
    sessionsToClose: [
      ...ids.filter((id) => here.get(id)?.status === "closed"),
      ...unknown.filter((id) => !recorded.has(id)), // never ends a video because a row is missing
    ],
    differences: [...unknown.filter((id) => recorded.has(id)).map(notHere), ...notThere(found, ids, full)],
  };
}

/** Fails what the device should know by now: asked for well before the report was made, and not reported on since. */
async function failUnknownRecordings(tx: Tx, ctx: Ctx, deviceId: string, { seq, at, data }: Full): Promise<void> {
  const known = new Set(data.recordings.map((recording) => recording.session_id));
  const running = await tx.recording.findMany({ where: { deviceId, status: { in: ["starting", "recording"] } } });
  const newest = Math.min(ctx.clock.now().getTime(), Date.parse(at)) - UNKNOWN_AFTER_MS;
  const isLost = (row: Recording) =>
    !known.has(row.sessionId) &&
    row.requestedAt.getTime() < newest &&
    row.reportSeq < BigInt(seq) &&
    isRunning(row.status);
  for (const { sessionId, status } of running.filter(isLost)) await failRecordingIn(tx, ctx, sessionId, LOST[status]);
}

const NEVER_BEGAN = "The device never began this recording. Start another one in a new session.";
const LOST_SINCE = "The device does not know this recording any more: its memory was lost or replaced.";
const LOST = {
  starting: NEVER_BEGAN,
  recording: LOST_SINCE,
  finalizing: LOST_SINCE,
  ready: LOST_SINCE,
  failed: LOST_SINCE,
};

const notHere = (id: string): Difference => ({
  kind: "session",
  id,
  here: null,
  device: "active",
  what: "the device records a session that is not known here",
});

/** Sessions that are open here and that the device, which had time to hear of them, does not have. */
function notThere(found: Session[], ids: string[], { at }: Full): Difference[] {
  const before = Date.parse(at) - UNKNOWN_AFTER_MS;
  return found
    .filter(
      (session) => session.status === "active" && !ids.includes(session.id) && session.createdAt.getTime() < before,
    )
    .map(({ id }) => ({
      kind: "session",
      id,
      here: "active",
      device: null,
      what: "the device does not have this session open",
    }));
}
