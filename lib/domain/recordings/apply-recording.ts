import type { Difference } from "@/lib/contracts/devices";
import type { RecordingReport } from "@/lib/contracts/mqtt";
import type { Tx } from "@/lib/db/client";
import type { Prisma, Recording, Session } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { markClosed } from "../sessions/mark-closed";
import { linkFile } from "./link-file";
import { isOver, statesBefore, statesBeside } from "./ranks";
import { toGaps } from "./view";

export type Applied = { difference: Difference | null; closedSessionId: string | null };
const NOTHING: Applied = { difference: null, closedSessionId: null };

/**
 * Puts what a device says of one recording into its row, moving only forward; among states of one rank a higher `seq`
 * wins. `seq` is null for the reply to a command, which is newer than any report still on its way. A finished file is
 * linked, and the session of a recording that is over is closed. Applying the same report again changes nothing.
 */
export async function applyRecording(
  tx: Tx,
  ctx: Ctx,
  deviceId: string,
  told: RecordingReport,
  seq: number | null,
): Promise<Applied> {
  const session = await tx.session.findUnique({ where: { id: told.session_id }, include: { recording: true } });
  if (session?.deviceId !== deviceId) return unknown(told, "no session of this device has this id");
  if (!session.recording && !(await adopt(tx, session, told)))
    return told.state === "failed" ? NOTHING : unknown(told, "nobody asked for this recording");

  const known = session.recording;
  const report = known ? withAllGaps(known, told) : told;
  if (known && !isNews(known, report)) return NOTHING;
  const { count } = await tx.recording.updateMany({ where: newer(report, seq), data: toRow(report, seq) });
  if (count === 0) return NOTHING;
  const difference = report.file && (await linkFile(tx, ctx, session, report, report.file));
  const ending =
    isOver(report.state) && (await markClosed(tx, ctx, session, `recording ${report.state}`, endOf(report, ctx)));
  await ctx.notify(tx, { kind: "recording", id: session.id, clubId: session.clubId, ownerId: session.createdById });
  return { difference, closedSessionId: ending ? session.id : null };
}

const unknown = (report: RecordingReport, what: string): Applied => ({
  difference: { kind: "recording", id: report.session_id, here: null, device: report.state, what },
  closedSessionId: null,
});

const endOf = (report: RecordingReport, ctx: Ctx): Date =>
  report.ended_at ? new Date(report.ended_at) : ctx.clock.now();

/** A device that records a known session without a row here (its claim was given back too early): the video is a fact. */
async function adopt(tx: Tx, session: Session, report: RecordingReport): Promise<Recording | undefined> {
  if (report.state === "failed") return undefined;
  const [startedAt, endsAt] = [new Date(report.started_at), new Date(report.ends_at)];
  const durationMinutes = Math.max(1, Math.round((endsAt.getTime() - startedAt.getTime()) / 60_000));
  const { id: sessionId, clubId, cameraId, deviceId } = session;
  const row = { sessionId, clubId, cameraId, deviceId, durationMinutes, requestedAt: startedAt, endsAt };
  const [adopted] = await tx.recording.createManyAndReturn({ data: [row], skipDuplicates: true });
  return adopted;
}

/** A full report repeats what is known each minute, and nobody needs to hear it again. */
function isNews(row: Recording, report: RecordingReport): boolean {
  const isLinked = row.fileId !== null || report.file === null;
  const said = { ...toRow(report, null), bytes: BigInt(report.bytes), gaps: JSON.stringify(report.gaps) };
  const known = { ...row, gaps: JSON.stringify(toGaps(row.gaps)) };
  const keys = Object.keys(said) as (keyof typeof said)[];
  return !isLinked || keys.some((key) => said[key]?.valueOf() !== known[key]?.valueOf());
}

/** A full report that would be too long merges gaps; between two states a recording never has fewer than before. */
function withAllGaps(row: Recording, report: RecordingReport): RecordingReport {
  const gaps = toGaps(row.gaps);
  return report.state === row.status && report.gaps.length < gaps.length ? { ...report, gaps } : report;
}

const newer = (report: RecordingReport, seq: number | null): Prisma.RecordingWhereInput => ({
  sessionId: report.session_id,
  OR: [
    { status: { in: statesBefore(report.state) } },
    { status: { in: statesBeside(report.state) }, ...(seq !== null && { reportSeq: { lt: seq } }) },
  ],
});

const toRow = (report: RecordingReport, seq: number | null) => ({
  status: report.state,
  startedAt: new Date(report.started_at),
  endsAt: new Date(report.ends_at),
  endedAt: report.ended_at === null ? null : new Date(report.ended_at),
  bytes: report.bytes,
  durationSeconds: report.duration_seconds,
  gaps: report.gaps,
  error: report.error,
  ...(report.file_id && { bornFileId: report.file_id }),
  ...(seq !== null && { reportSeq: seq }),
});
