"use client";
import { useFormatter, useTranslations } from "use-intl";
import { useNow } from "@/lib/client/use-now";

/** What a clock on the club's wall says now: the surest sign that its time zone is right. */
export function ClubTime({ timeZone }: { timeZone: string }) {
  const t = useTranslations("clubs");
  const format = useFormatter();
  const nowMs = useNow();
  const time =
    nowMs === 0
      ? ""
      : format.dateTime(new Date(nowMs), { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
  return (
    <p className="mt-1 min-h-5 text-sm text-muted tabular-nums">{time && t("localTime", { zone: timeZone, time })}</p>
  );
}
