import type { Difference } from "@/lib/contracts/devices";
import type { FullReport } from "@/lib/contracts/mqtt";
import type { Tx } from "@/lib/db/client";
import type { Recording, Session } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { failRecordingIn, UNKNOWN_AFTER_MS } from "./fail";
import { isRunning, statesBefore } from "./ranks";

export type Comparison = { differences: Difference[]; sessionsToClose: string[] };
type Full = { seq: number; at: string; data: FullReport };
type SessionHere = Session & { recording: Recording | null };

/**
 * Holds everything a device has against Postgres. Repairs what is certain: a recording the device does not know is
 * failed, and a session that is closed or unknown here is to be closed there, which stops a recording that was running when
 * it was closed here. Everything else is named as a difference.
 */
export async function compareFull(tx: Tx, ctx: Ctx, deviceId: string, full: Full): Promise<Comparison> {
  await failUnknownRecordings(tx, ctx, deviceId, full);
  const open = full.data.sessions.filter((one) => one.state === "active").map((one) => one.session_id);
  const recorded = full.data.recordings.filter((one) => one.state === "recording").map((one) => one.session_id);
  const found = await tx.session.findMany({
    where: { deviceId, OR: [{ id: { in: [...open, ...recorded] } }, { status: "active" }] },
    include: { recording: true },
  });
  const here = new Map(found.map((session) => [session.id, session]));
  const isRunningHere = (id: string) => isRunning(here.get(id)?.recording?.status ?? "failed");
  const unknown = open.filter((id) => !here.has(id));
  const closed = (id: string) => here.get(id)?.status === "closed";
  return {
    // Closing stops what is recorded there, so never what nobody here asked to stop.
    sessionsToClose: [
      ...open.filter((id) => !recorded.includes(id) && (closed(id) || !here.has(id))),
      ...recorded.filter((id) => closed(id) && isRunningHere(id)),
    ],
    differences: [
      ...unknown.filter((id) => recorded.includes(id)).map(notHere),
      ...recorded.flatMap((id) => overHere(here.get(id))),
      ...notThere(found, open, full),
    ],
  };
}

/** Fails what the device should know by now: asked for well before the report was made, and not reported on since. */
async function failUnknownRecordings(tx: Tx, ctx: Ctx, deviceId: string, { seq, at, data }: Full): Promise<void> {
  const known = new Set(data.recordings.map((recording) => recording.session_id));
  const unfinished = await tx.recording.findMany({ where: { deviceId, status: { in: statesBefore("ready") } } });
  const newest = Math.min(ctx.clock.now().getTime(), Date.parse(at)) - UNKNOWN_AFTER_MS;
  const isLost = (row: Recording) =>
    !known.has(row.sessionId) && row.requestedAt.getTime() < newest && row.reportSeq < BigInt(seq);
  for (const { sessionId, status } of unfinished.filter(isLost))
    await failRecordingIn(tx, ctx, sessionId, status === "starting" ? NEVER_BEGAN : LOST);
}

const NEVER_BEGAN = "The device never began this recording. Start another one in a new session.";
const LOST = "The device does not know this recording any more: its memory was lost or replaced.";

const notHere = (id: string): Difference => ({
  kind: "session",
  id,
  here: null,
  device: "active",
  what: "the device records a session that is not known here",
});

/** The device goes on with what is over here: it ends as planned there, and its file is taken over then. */
function overHere(session: SessionHere | undefined): Difference[] {
  if (!session?.recording || isRunning(session.recording.status)) return [];
  const what = "the device still records what is over here";
  return [{ kind: "recording", id: session.id, here: session.recording.status, device: "recording", what }];
}

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
