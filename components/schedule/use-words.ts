"use client";
import { type DateTimeFormatOptions, useFormatter, useTranslations } from "use-intl";
import type { Conflict, OccurrenceView } from "@/lib/contracts/schedule";
import type { Day } from "@/lib/core/zoned-time";

/** Noon, so that no time zone makes another day of it. */
const noon = (day: Day) => new Date(`${day}T12:00:00Z`);

/** How the schedule writes days and times: on the clock of the club around it. */
export function useWords() {
  const t = useTranslations("schedule");
  const format = useFormatter();
  const time = (iso: string) => format.dateTime(new Date(iso), "time");
  const span = ({ starts_at, ends_at }: Pick<OccurrenceView, "starts_at" | "ends_at">) =>
    t("span", { from: time(starts_at), to: time(ends_at) });
  const onDay = (iso: string) => format.dateTime(new Date(iso), { weekday: "long", day: "numeric", month: "long" });
  return {
    time,
    span,
    /** `Thursday 26 November, 19:00–20:30` */
    when: (of: Pick<OccurrenceView, "starts_at" | "ends_at">) =>
      t("when", { day: onDay(of.starts_at), span: span(of) }),
    day: (day: Day, options: DateTimeFormatOptions) => format.dateTime(noon(day), { ...options, timeZone: "UTC" }),
    dayRange: (from: Day, to: Day) =>
      format.dateTimeRange(noon(from), noon(to), { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }),
    conflict: (conflict: Conflict) =>
      t(`conflict.${conflict.kind}`, {
        title: conflict.title,
        when: t("when", { day: onDay(conflict.starts_at), span: span(conflict) }),
      }),
    name: (of: { title: string; court_name: string }) => of.title || of.court_name,
  };
}
