import { type Conflict, type OccurrenceState, type OccurrenceView, PlanCause } from "@/lib/contracts/schedule";
import type { Db } from "@/lib/db/client";
import type { PlanRun, Prisma } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { type RunningRow, runningOn, spanOf, toRunningConflict } from "./conflicts";
import type { Occurrence } from "./occurrences";
import { overlap } from "./overlaps";
import { nameOf, type PlanRow } from "./plan";

/** A time of a plan with what became of it: computed from the plan, known from a run, or both. */
export type Entry = {
  plan: PlanRow;
  courtId: number;
  courtName: string;
  startsAt: Date;
  endsAt: Date;
  run: PlanRun | null;
};

const SESSION = {
  recording: { include: { file: { select: { id: true, location: true } } } },
} satisfies Prisma.SessionInclude;
type SessionRow = Prisma.SessionGetPayload<{ include: typeof SESSION }>;

/** Entries as people see them now; each hears of what is in its way among `entries` and of what runs. */
export async function toOccurrenceViews(ctx: Ctx, entries: readonly Entry[]): Promise<OccurrenceView[]> {
  const now = ctx.clock.now();
  const sessions = await sessionsOf(ctx.db, entries);
  const running = await runningOn(ctx.db, [...new Set(entries.map(({ courtId }) => courtId))]);
  return entries.map((entry) => {
    const session = (entry.run?.sessionId && sessions.get(entry.run.sessionId)) || null;
    const state = stateOf(entry, now);
    const isAhead = (state === "planned" || state === "starting") && entry.endsAt > now;
    return {
      plan_id: entry.plan.id,
      terrain_id: entry.courtId,
      court_name: entry.courtName,
      title: entry.plan.title,
      weekly: entry.plan.weekly,
      starts_at: entry.startsAt.toISOString(),
      ends_at: entry.endsAt.toISOString(),
      state,
      attempts: entry.run?.attempts ?? 0,
      ...reasonOf(entry, state),
      ...recordedOf(session),
      conflict: isAhead ? conflictOf(entry, entries, running, now) : null,
    };
  });
}

/** One time of a plan, after it changed. */
export async function viewOccurrence(
  ctx: Ctx,
  plan: PlanRow,
  { startsAt, endsAt }: Occurrence,
): Promise<OccurrenceView> {
  const run = await ctx.db.planRun.findUnique({ where: { planId_startsAt: { planId: plan.id, startsAt } } });
  const entry = { plan, courtId: plan.courtId, courtName: plan.court.name, startsAt, endsAt, run };
  return (await toOccurrenceViews(ctx, [entry]))[0]!;
}

/** What nobody tried to start until it was over is missed, also before it is written down so. */
const stateOf = ({ run, endsAt }: Entry, now: Date): OccurrenceState =>
  run ? run.status : endsAt <= now ? "missed" : "planned";

const AWAY = "Vigie was not running at that time, so nothing could be recorded.";

function reasonOf({ run }: Entry, state: OccurrenceState): Pick<OccurrenceView, "cause" | "error"> {
  if (!run && state === "missed") return { cause: "vigie_away", error: AWAY };
  if (!run || state === "started" || state === "skipped") return { cause: null, error: null };
  return { cause: PlanCause.safeParse(run.cause).data ?? null, error: run.error };
}

function recordedOf(session: SessionRow | null): Pick<OccurrenceView, "session_id" | "recording" | "file_id"> {
  const recording = session?.recording ?? null;
  const isKept = recording?.file && recording.file.location !== "trash" && recording.file.location !== "missing";
  return {
    session_id: session?.id ?? null,
    recording: recording && { status: recording.status, error: recording.error },
    file_id: isKept ? recording.fileId : null,
  };
}

async function sessionsOf(db: Db, entries: readonly Entry[]): Promise<Map<string, SessionRow>> {
  const ids = entries.flatMap(({ run }) => (run?.sessionId ? [run.sessionId] : []));
  const rows = ids.length > 0 ? await db.session.findMany({ where: { id: { in: ids } }, include: SESSION }) : [];
  return new Map(rows.map((row) => [row.id, row]));
}

function conflictOf(entry: Entry, entries: readonly Entry[], running: RunningRow[], now: Date): Conflict | null {
  const recording = running.find(
    (row) =>
      row.session.courtId === entry.courtId && row.sessionId !== entry.run?.sessionId && overlap(entry, spanOf(row)),
  );
  if (recording) return toRunningConflict(recording);
  const other = entries.find(
    (one) =>
      one.plan.id !== entry.plan.id &&
      one.courtId === entry.courtId &&
      (one.run === null || one.run.status === "starting") &&
      one.endsAt > now &&
      overlap(one, entry),
  );
  if (!other) return null;
  const { startsAt, endsAt } = other;
  return {
    kind: "plan",
    title: nameOf(other.plan),
    starts_at: startsAt.toISOString(),
    ends_at: endsAt.toISOString(),
  };
}
