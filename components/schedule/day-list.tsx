"use client";
import { Repeat } from "lucide-react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import type { OccurrenceView } from "@/lib/contracts/schedule";
import { type Day, wallClock } from "@/lib/core/zoned-time";
import { PlanOnDay } from "./day-header";
import { lookOf, STYLES } from "./look";
import { StateWord } from "./state-word";
import { useWords } from "./use-words";
import type { DayPlan } from "./week-grid";

type Props = {
  days: readonly DayPlan[];
  timeZone: string;
  nowMs: number;
  onPlan: ((day: Day) => void) | null;
  onOpen: (occurrence: OccurrenceView) => void;
};

/** The week day by day, for narrow screens. Days that are over and empty are left out. */
export function DayList({ days, timeZone, nowMs, onPlan, onOpen }: Props) {
  const t = useTranslations("schedule");
  const words = useWords();
  const today = nowMs > 0 ? wallClock(nowMs, timeZone).day : null;
  const shown = days.filter(({ day, segments }) => segments.length > 0 || today === null || day >= today);
  return (
    <div className="grid gap-5 lg:hidden">
      {shown.map(({ day, segments }) => (
        <section key={day} aria-label={words.day(day, { weekday: "long", day: "numeric", month: "long" })}>
          <div className="mb-2 flex min-h-9 items-center justify-between gap-2">
            <h3 className={cx("text-sm font-semibold first-letter:uppercase", day === today && "text-sea")}>
              {words.day(day, { weekday: "long", day: "numeric", month: "long" })}
              {day === today && ` · ${t("today")}`}
            </h3>
            {onPlan && (today === null || day >= today) && <PlanOnDay day={day} onPlan={() => onPlan(day)} />}
          </div>
          {segments.length === 0 && (
            <p className="rounded-card border border-line border-dashed px-4 py-3 text-sm text-muted">
              {t("emptyDay")}
            </p>
          )}
          <ul className="grid gap-2 empty:hidden">
            {segments.map(({ occurrence, isTail }) => (
              <li key={occurrence.plan_id + occurrence.starts_at}>
                <DayEntry occurrence={occurrence} isTail={isTail} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

type EntryProps = { occurrence: OccurrenceView; isTail: boolean; onOpen: (occurrence: OccurrenceView) => void };

function DayEntry({ occurrence, isTail, onOpen }: EntryProps) {
  const t = useTranslations("schedule");
  const words = useWords();
  const look = lookOf(occurrence);
  return (
    <button
      type="button"
      onClick={() => onOpen(occurrence)}
      className={cx(
        "grid min-h-16 w-full grid-cols-[2.75rem_minmax(0,1fr)] gap-x-4 rounded-card border-l-4 px-4 py-3 text-left shadow-card",
        STYLES[look].block,
        occurrence.conflict && look === "planned" && "border-warn bg-warn-soft",
      )}
    >
      <span className="text-sm font-semibold tabular-nums">
        {isTail ? "…" : words.time(occurrence.starts_at)}
        <span className="block font-normal text-muted">{words.time(occurrence.ends_at)}</span>
      </span>
      <span className="min-w-0">
        <span className={cx("flex items-center gap-1.5 text-sm font-semibold", look === "skipped" && "line-through")}>
          <span className="truncate">{words.name(occurrence)}</span>
          {occurrence.weekly && <Repeat aria-label={t("weekly")} className="size-3.5 shrink-0 text-muted" />}
        </span>
        <span className="flex items-center justify-between gap-3 text-sm">
          <span className="truncate text-muted">{occurrence.title ? occurrence.court_name : ""}</span>
          <StateWord occurrence={occurrence} />
        </span>
      </span>
    </button>
  );
}
