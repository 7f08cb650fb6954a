import type { TodaysRecording } from "@/lib/contracts/overview";
import { instantOf, wallClock } from "@/lib/core/zoned-time";
import type { Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import type { RecordingFacts } from "./problem-facts";

const INCLUDE = {
  club: { select: { name: true, timezone: true } },
  session: { select: { court: { select: { id: true, name: true } }, createdBy: { select: { name: true } } } },
  file: { select: { trashedAt: true } },
} satisfies Prisma.RecordingInclude;
type Row = Prisma.RecordingGetPayload<{ include: typeof INCLUDE }>;

/** No time zone's day began longer ago, also on the day that has 25 hours. */
const LONGEST_DAY_MS = 25 * 3_600_000;

/** Recordings of today, by each club's own calendar, newest first, and whatever is not over yet; none from the trash. */
export async function readRecordings(ctx: Ctx, clubId: number | undefined): Promise<Row[]> {
  const nowMs = ctx.clock.now().getTime();
  const rows = await ctx.db.recording.findMany({
    where: {
      ...(clubId !== undefined && { clubId }),
      OR: [
        { requestedAt: { gte: new Date(nowMs - LONGEST_DAY_MS) } },
        { status: { in: ["starting", "recording", "finalizing"] } },
      ],
    },
    include: INCLUDE,
    orderBy: [{ requestedAt: "desc" }, { sessionId: "desc" }],
  });
  return rows.filter((row) => !row.file?.trashedAt && (!isOver(row) || beganToday(row, nowMs)));
}

const isOver = ({ status }: Row): boolean => status === "ready" || status === "failed";

function beganToday({ requestedAt, startedAt, club }: Row, nowMs: number): boolean {
  const { day } = wallClock(nowMs, club.timezone);
  return (startedAt ?? requestedAt).getTime() >= instantOf(day, 0, club.timezone);
}

export const toRecordingFacts = ({ session, club, ...row }: Row): RecordingFacts => ({
  sessionId: row.sessionId,
  court: session.court && { ...session.court, club_name: club.name },
  deviceId: row.deviceId,
  status: row.status,
  requestedAt: row.requestedAt,
  endsAt: row.endsAt,
  endedAt: row.endedAt,
});

export const toTodaysRecording = (row: Row): TodaysRecording => ({
  session_id: row.sessionId,
  club_id: row.clubId,
  club_name: row.club.name,
  court_name: row.session.court?.name ?? null,
  by: row.session.createdBy.name,
  status: row.status,
  started_at: (row.startedAt ?? row.requestedAt).toISOString(),
  ends_at: (row.endedAt ?? row.endsAt).toISOString(),
  duration_seconds: row.durationSeconds,
  bytes: Number(row.bytes),
  file_id: row.fileId,
});
