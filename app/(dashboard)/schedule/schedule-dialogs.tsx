"use client";
import dynamic from "next/dynamic";
import { draftOf, emptyDraft } from "@/components/schedule/draft";
import { useAccount } from "@/lib/client/account";
import type { Schedule } from "@/lib/contracts/schedule";
import { addDays, type Day, wallClock } from "@/lib/core/zoned-time";

const PlanDialog = dynamic(() => import("./plan-dialog").then((file) => file.PlanDialog));
const OccurrenceDialog = dynamic(() => import("./occurrence-dialog").then((file) => file.OccurrenceDialog));

/** What somebody is at: a new plan, one time of a plan, or a change of a plan. */
export type Planning =
  | { kind: "new"; day: Day | null; minute: number | null }
  | { kind: "look"; planId: string; startsAt: string }
  | { kind: "edit"; planId: string };

type Props = {
  planning: Planning;
  schedule: Schedule;
  courts: readonly { id: number; name: string }[];
  timeZone: string;
  nowMs: number;
  onChoose: (planning: Planning | null) => void;
  onChanged: () => void;
};

export function ScheduleDialogs(props: Props) {
  const { planning, schedule, courts, timeZone, nowMs, onChoose, onChanged } = props;
  const { can } = useAccount();
  const shared = { courts, timeZone, onChanged, onClose: () => onChoose(null) };
  if (planning.kind === "new")
    return <PlanDialog plan={null} initial={newDraft(planning, courts[0]!.id, timeZone, nowMs)} {...shared} />;
  const plan = schedule.plans.find(({ id }) => id === planning.planId) ?? null;
  if (planning.kind === "edit")
    return plan && <PlanDialog key={plan.id} plan={plan} initial={draftOf(plan)} {...shared} />;
  const occurrence = schedule.occurrences.find(
    ({ plan_id, starts_at }) => plan_id === planning.planId && starts_at === planning.startsAt,
  );
  if (!occurrence) return null;
  return (
    <OccurrenceDialog
      occurrence={occurrence}
      plan={plan}
      canChange={can("schedule:write")}
      onEdit={() => onChoose({ kind: "edit", planId: planning.planId })}
      {...shared}
    />
  );
}

const EVENING = 19 * 60;

/** On the day that was picked, at the hour that was, else this evening or tomorrow's. */
function newDraft(
  { day, minute }: { day: Day | null; minute: number | null },
  courtId: number,
  timeZone: string,
  nowMs: number,
) {
  const now = wallClock(nowMs, timeZone);
  const isLate = now.minute >= EVENING;
  const fallback = isLate ? addDays(now.day, 1) : now.day;
  const soon = Math.min(1_410, Math.ceil((now.minute + 5) / 30) * 30);
  const evening = day === now.day && isLate ? soon : EVENING;
  return emptyDraft(courtId, day ?? fallback, minute ?? evening);
}
