"use client";
import type { MouseEvent } from "react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import { hoursShown, type Segment } from "@/lib/client/week";
import type { OccurrenceView } from "@/lib/contracts/schedule";
import { type Day, timeOf, wallClock } from "@/lib/core/zoned-time";
import { DayHeader } from "./day-header";
import { OccurrenceBlock } from "./occurrence-block";

export type DayPlan = { day: Day; segments: Segment[] };
type Props = {
  days: readonly DayPlan[];
  timeZone: string;
  /** Zero while it is not known yet. */
  nowMs: number;
  /** Null for those who only look. */
  onPlan: ((day: Day, startMinute: number | null) => void) | null;
  onOpen: (occurrence: OccurrenceView) => void;
};

const HOUR_PX = 52;
/** A click means the half hour it lies in. */
const STEP_MINUTES = 30;

/** Seven days by their hours, as a desk's diary: a free place is planned by a click on it, or with the day's button. */
export function WeekGrid({ days, timeZone, nowMs, onPlan, onOpen }: Props) {
  const t = useTranslations("schedule");
  const { first, last } = hoursShown(days.flatMap(({ segments }) => segments));
  const hours = Array.from({ length: last - first }, (_, index) => first + index);
  const height = hours.length * HOUR_PX;
  const toPx = (minute: number) => Math.max(0, ((minute - first * 60) / 60) * HOUR_PX);
  const isEmpty = days.every(({ segments }) => segments.length === 0);
  const now = nowMs > 0 ? wallClock(nowMs, timeZone) : null;
  return (
    <section
      aria-label={t("week")}
      className="relative hidden grid-cols-[3.25rem_repeat(7,minmax(0,1fr))] overflow-hidden rounded-card border border-line bg-surface shadow-card lg:grid"
    >
      <span className="border-b border-line bg-sunken" />
      {days.map(({ day }) => (
        <DayHeader key={day} day={day} now={now} onPlan={onPlan && (() => onPlan(day, null))} />
      ))}
      <div aria-hidden className="relative text-right text-xs text-muted tabular-nums" style={{ height }}>
        {hours.map((hour, index) => (
          <span key={hour} className="absolute right-2" style={{ top: index * HOUR_PX + (index === 0 ? 2 : -8) }}>
            {timeOf(hour * 60)}
          </span>
        ))}
      </div>
      {isEmpty && onPlan && (
        <p className="pointer-events-none absolute inset-x-0 top-1/3 z-10 mx-auto w-fit max-w-md rounded-card border border-line bg-raised px-5 py-3 text-center text-sm text-muted shadow-float">
          {t("emptyWeek")}
        </p>
      )}
      {days.map(({ day, segments }) => {
        const isOver = now !== null && day < now.day;
        return (
          <div
            key={day}
            className={cx("relative border-l border-line", isOver && "bg-canvas", now?.day === day && "bg-sea-soft/25")}
            style={{ height, ...HOUR_LINES }}
          >
            {onPlan && !isOver && <FreePlace first={first} onPick={(minute) => onPlan(day, minute)} />}
            {segments.map((segment) => (
              <OccurrenceBlock
                key={segment.occurrence.plan_id + segment.occurrence.starts_at}
                segment={segment}
                top={toPx(segment.fromMinute) + 1}
                height={Math.max(22, toPx(segment.toMinute) - toPx(segment.fromMinute) - 2)}
                onOpen={onOpen}
              />
            ))}
            {now?.day === day && now.minute >= first * 60 && now.minute <= last * 60 && (
              <NowLine top={toPx(now.minute)} />
            )}
          </div>
        );
      })}
    </section>
  );
}

/** A line at the end of each hour. */
const HOUR_LINES = {
  backgroundImage: `repeating-linear-gradient(transparent 0 ${HOUR_PX - 1}px, var(--color-line) ${HOUR_PX - 1}px ${HOUR_PX}px)`,
};

/** For pointers; keyboards have the day's button. */
function FreePlace({ first, onPick }: { first: number; onPick: (minute: number) => void }) {
  function handleClick(event: MouseEvent<HTMLButtonElement>) {
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
    const minute = first * 60 + (y / HOUR_PX) * 60;
    onPick(Math.min(1_410, Math.floor(minute / STEP_MINUTES) * STEP_MINUTES));
  }
  return (
    <button
      type="button"
      aria-hidden
      tabIndex={-1}
      onClick={handleClick}
      className="absolute inset-0 transition-colors hover:bg-sea-soft/40"
    />
  );
}

const NowLine = ({ top }: { top: number }) => (
  <span aria-hidden className="pointer-events-none absolute inset-x-0 z-20 h-0.5 bg-rec" style={{ top: top - 1 }}>
    <span className="absolute -top-[3px] -left-1 size-2 rounded-full bg-rec" />
  </span>
);
