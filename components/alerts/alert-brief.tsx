"use client";
import type { AlertView } from "@/lib/contracts/alerts";
import { AlertPicture } from "./alert-picture";
import { useAlertWords } from "./use-alert-words";

/** An alert among others in little room: its picture, what, when and where. */
export function AlertBrief({ alert, pictureWidth }: { alert: AlertView; pictureWidth: string }) {
  const { title, place, time } = useAlertWords(alert);
  return (
    <>
      <AlertPicture alert={alert} className={pictureWidth} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-2">
          <span className="truncate font-medium">{title}</span>
          <span className="shrink-0 text-xs text-muted tabular-nums">{time}</span>
        </span>
        <span className="mt-0.5 block truncate text-xs text-muted">{place}</span>
      </span>
    </>
  );
}
