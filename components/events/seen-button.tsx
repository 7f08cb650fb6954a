"use client";
import { CircleCheck } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import type { EventView } from "@/lib/contracts/events";

type Props = { event: EventView; name: string; onSeen: (isSeen: boolean) => void };

/** Says that somebody has seen to an event; pressed again it takes that back. */
export function SeenButton({ event, name, onSeen }: Props) {
  const t = useTranslations("events");
  const format = useFormatter();
  const { acknowledged_at, acknowledged_by } = event;
  const isSeen = acknowledged_at !== null;
  const said = isSeen
    ? t("seenBy", { name: acknowledged_by ?? "–", time: format.dateTime(new Date(acknowledged_at), "time") })
    : t("markSeen");
  return (
    <button
      type="button"
      aria-pressed={isSeen}
      aria-label={t("seenOf", { name })}
      title={said}
      onClick={() => onSeen(!isSeen)}
      className={cx(
        "grid size-10 shrink-0 place-items-center rounded-full transition-colors hover:bg-sunken",
        isSeen ? "text-live" : "text-muted hover:text-ink",
      )}
    >
      <CircleCheck aria-hidden className={cx("size-5.5", isSeen && "fill-live-soft")} />
    </button>
  );
}
