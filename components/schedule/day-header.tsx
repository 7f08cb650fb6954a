"use client";
import { Plus } from "lucide-react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import type { Day } from "@/lib/core/zoned-time";
import { useWords } from "./use-words";

type Props = { day: Day; now: { day: Day } | null; onPlan: (() => void) | null };

/** A day's name over its column, and a way to plan on it. */
export function DayHeader({ day, now, onPlan }: Props) {
  const t = useTranslations("schedule");
  const words = useWords();
  const isToday = now?.day === day;
  const isOver = now !== null && day < now.day;
  return (
    <div className="flex h-14 items-center justify-between gap-1 border-b border-l border-line bg-sunken pr-1.5 pl-3">
      <h3 className="min-w-0 leading-tight" aria-current={isToday ? "date" : undefined}>
        <span
          className={cx(
            "block truncate text-xs first-letter:uppercase",
            isToday ? "font-semibold text-sea" : "text-muted",
          )}
        >
          {isToday ? t("today") : words.day(day, { weekday: "long" })}
        </span>
        <span className={cx("text-base font-semibold tabular-nums", isToday && "text-sea")}>
          {words.day(day, { day: "numeric", month: "short" })}
        </span>
      </h3>
      {onPlan && !isOver && <PlanOnDay day={day} onPlan={onPlan} />}
    </div>
  );
}

export function PlanOnDay({ day, onPlan }: { day: Day; onPlan: () => void }) {
  const t = useTranslations("schedule");
  const words = useWords();
  return (
    <button
      type="button"
      aria-label={t("planOn", { day: words.day(day, { weekday: "long", day: "numeric", month: "long" }) })}
      onClick={onPlan}
      className="grid size-9 shrink-0 place-items-center rounded-control text-muted hover:bg-surface hover:text-ink"
    >
      <Plus aria-hidden className="size-4" />
    </button>
  );
}
