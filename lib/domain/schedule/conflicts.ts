import type { Conflict } from "@/lib/contracts/schedule";
import { AppError } from "@/lib/core/errors";
import { wallClock } from "@/lib/core/zoned-time";
import type { Db, Tx } from "@/lib/db/client";
import type { Occurrence, Rule } from "./occurrences";
import { type Course, firstOverlap, overlap, upcoming } from "./overlaps";
import { nameOf, PLAN_INCLUDE, toRule } from "./plan";

/** A plan that is to take a court. `planId` is its own, which is not in its own way. */
export type Candidate = { courtId: number; rule: Rule; planId: string | null; skipped: Course["skipped"] };

const DAY_MS = 86_400_000;

/** Nobody else plans on this court until the transaction ends. */
export const lockCourt = (tx: Tx, courtId: number): Promise<unknown> =>
  tx.$queryRaw`SELECT id FROM courts WHERE id = ${courtId} FOR NO KEY UPDATE`;

/** The first thing in the way of a plan after `now`: another plan of the court, or a recording that runs there. */
export async function findConflict(db: Db | Tx, candidate: Candidate, now: Date): Promise<Conflict | null> {
  const running = await conflictingRecording(db, candidate, now);
  const planned = await conflictingPlan(db, candidate, now);
  if (running && planned) return running.starts_at <= planned.starts_at ? running : planned;
  return running ?? planned;
}

/** Days of a plan that were taken out, and are not over. */
export async function skippedDays(db: Db | Tx, planId: string, timeZone: string, now: Date): Promise<Set<string>> {
  const runs = await db.planRun.findMany({ where: { planId, status: "skipped", endsAt: { gt: now } } });
  return new Set(runs.map(({ startsAt }) => wallClock(startsAt.getTime(), timeZone).day));
}

async function conflictingPlan(db: Db | Tx, candidate: Candidate, now: Date): Promise<Conflict | null> {
  const others = await db.plan.findMany({
    where: {
      ...{ courtId: candidate.courtId, cancelledAt: null },
      ...(candidate.planId && { id: { not: candidate.planId } }),
    },
    include: { ...PLAN_INCLUDE, runs: { where: { status: "skipped", endsAt: { gt: now } } } },
  });
  const found = others.flatMap((plan) => {
    const rule = toRule(plan);
    const skipped = new Set(plan.runs.map(({ startsAt }) => wallClock(startsAt.getTime(), rule.timeZone).day));
    const first = firstOverlap(candidate, { rule, skipped }, now);
    return first ? [toConflict(nameOf(plan), first.b)] : [];
  });
  return found.sort((a, b) => a.starts_at.localeCompare(b.starts_at))[0] ?? null;
}

const toConflict = (title: string, { startsAt, endsAt }: Occurrence): Conflict => ({
  kind: "plan",
  title,
  starts_at: startsAt.toISOString(),
  ends_at: endsAt.toISOString(),
});

/** What is recorded on a court now. */
export function runningOn(db: Db | Tx, courtIds: readonly number[]) {
  return db.recording.findMany({
    where: { status: { in: ["starting", "recording"] }, session: { courtId: { in: [...courtIds] } } },
    include: { session: { select: { courtId: true, createdBy: { select: { name: true } } } } },
  });
}
export type RunningRow = Awaited<ReturnType<typeof runningOn>>[number];

export const spanOf = (row: RunningRow) => ({ startsAt: row.startedAt ?? row.requestedAt, endsAt: row.endsAt });

export const toRunningConflict = (row: RunningRow): Conflict => ({
  kind: "recording",
  title: row.session.createdBy.name,
  starts_at: spanOf(row).startsAt.toISOString(),
  ends_at: row.endsAt.toISOString(),
});

async function conflictingRecording(db: Db | Tx, candidate: Candidate, now: Date): Promise<Conflict | null> {
  const { rule, skipped, planId } = candidate;
  for (const row of await runningOn(db, [candidate.courtId])) {
    const next = upcoming({ rule, skipped }, now, new Date(now.getTime() + DAY_MS));
    const hit = next.find((occurrence) => overlap(occurrence, spanOf(row)));
    if (hit && !(planId && (await isOwn(db, planId, hit, row.sessionId)))) return toRunningConflict(row);
  }
  return null;
}

const isOwn = async (db: Db | Tx, planId: string, { startsAt }: Occurrence, sessionId: string): Promise<boolean> =>
  (await db.planRun.count({ where: { planId, startsAt, sessionId } })) > 0;

/** Refuses: one camera makes one recording. `details.conflict` says what is in the way. */
export function refusal(conflict: Conflict, timeZone: string): AppError {
  const when = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "medium", timeStyle: "short" });
  const span = when.formatRange(new Date(conflict.starts_at), new Date(conflict.ends_at));
  const what =
    conflict.kind === "plan"
      ? `"${conflict.title}" is planned on this court`
      : `This court is being recorded by ${conflict.title}`;
  return new AppError("conflict", `${what}: ${span} (${timeZone}). Choose another time or court.`, {
    details: { conflict },
  });
}
