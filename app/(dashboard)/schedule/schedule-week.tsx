"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { DayList } from "@/components/schedule/day-list";
import { useWords } from "@/components/schedule/use-words";
import { WeekGrid } from "@/components/schedule/week-grid";
import { Button } from "@/components/ui/button";
import { CONTROL } from "@/components/ui/field";
import { daysOfWeek, segmentsOn } from "@/lib/client/week";
import type { OccurrenceView, Schedule } from "@/lib/contracts/schedule";
import { addDays, type Day } from "@/lib/core/zoned-time";
import type { useClubs } from "./use-clubs";
import type { useWeek } from "./use-week";

type Props = {
  schedule: Schedule;
  week: ReturnType<typeof useWeek> & { monday: Day };
  clubs: ReturnType<typeof useClubs>;
  timeZone: string;
  nowMs: number;
  onPlan: ((day: Day, minute: number | null) => void) | null;
  onOpen: (occurrence: OccurrenceView) => void;
};

/** A week with its way back and forth, of all courts or of one. */
export function ScheduleWeek({ schedule, week, clubs, timeZone, nowMs, onPlan, onOpen }: Props) {
  const t = useTranslations("schedule");
  const words = useWords();
  const [courtId, setCourtId] = useState<number | null>(null);
  const isShown = clubs.courts.some(({ id }) => id === courtId);
  const occurrences = schedule.occurrences.filter(({ terrain_id }) => !isShown || terrain_id === courtId);
  const days = daysOfWeek(week.monday).map((day) => ({ day, segments: segmentsOn(day, occurrences, timeZone) }));
  const shared = { days, timeZone, nowMs, onOpen };
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <div className="flex items-center gap-1">
          <Button size="icon" variant="ghost" aria-label={t("weekBack")} onClick={week.back}>
            <ChevronLeft aria-hidden className="size-5" />
          </Button>
          <Button size="icon" variant="ghost" aria-label={t("weekForth")} onClick={week.forth}>
            <ChevronRight aria-hidden className="size-5" />
          </Button>
        </div>
        <h2 aria-live="polite" className="mr-auto text-base font-semibold tracking-tight tabular-nums">
          {words.dayRange(week.monday, addDays(week.monday, 6))}
        </h2>
        <Button disabled={week.isThisWeek} onClick={week.toThisWeek}>
          {t("thisWeek")}
        </Button>
        {clubs.clubs.length > 1 && (
          <Choice label={t("club")} value={clubs.clubId} options={clubs.clubs} onChange={clubs.choose} />
        )}
        {clubs.courts.length > 1 && (
          <Choice
            label={t("court")}
            value={isShown ? courtId : null}
            all={t("allCourts")}
            options={clubs.courts}
            onChange={setCourtId}
          />
        )}
      </div>
      <WeekGrid {...shared} onPlan={onPlan} />
      <DayList {...shared} onPlan={onPlan && ((day) => onPlan(day, null))} />
    </>
  );
}

type ChoiceProps = {
  label: string;
  value: number | null;
  /** What stands for no choice. */
  all?: string;
  options: readonly { id: number; name: string }[];
  onChange: (id: number | null) => void;
};

const Choice = ({ label, value, all, options, onChange }: ChoiceProps) => (
  <select
    aria-label={label}
    value={value ?? ""}
    onChange={(event) => onChange(event.target.value ? Number(event.target.value) : null)}
    className={`${CONTROL} h-10 w-auto max-w-52 cursor-pointer`}
  >
    {all && <option value="">{all}</option>}
    {options.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </select>
);
