"use client";
import { Clock, CloudOff } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { eventTimes } from "@/lib/client/event-times";
import type { EventView } from "@/lib/contracts/events";

/** When it arrived, if that was late, and whether its time can be trusted; nothing when all is as usual. */
export function EventTrust({ event }: { event: EventView }) {
  const t = useTranslations("events");
  const format = useFormatter();
  const { at, arrivedLate } = eventTimes(event);
  const isSameDay =
    arrivedLate !== null &&
    format.dateTime(at, { dateStyle: "full" }) === format.dateTime(arrivedLate, { dateStyle: "full" });
  if (!arrivedLate && event.clock_synced) return null;
  return (
    <p className="mt-1.5 flex flex-wrap gap-1.5">
      {arrivedLate && (
        <Chip icon={CloudOff} title={t("arrivedHint")}>
          {isSameDay
            ? t("arrived", { time: format.dateTime(arrivedLate, "time") })
            : t("arrivedOn", { time: format.dateTime(arrivedLate, "moment") })}
        </Chip>
      )}
      {!event.clock_synced && (
        <Chip icon={Clock} title={t("clockUnsureHint")}>
          {t("clockUnsure")}
        </Chip>
      )}
    </p>
  );
}

const Chip = ({ icon: Icon, title, children }: { icon: typeof Clock; title: string; children: string }) => (
  <span
    title={title}
    className="inline-flex items-center gap-1.5 rounded-full bg-sunken px-2 py-0.5 text-xs font-medium"
  >
    <Icon aria-hidden className="size-3.5 text-muted" />
    {children}
  </span>
);
