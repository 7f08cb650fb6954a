"use client";
import { useFormatter } from "use-intl";
import { type EventWords, useEventWords } from "@/components/events/use-event-words";
import { eventOf } from "@/lib/client/alerts/event-of";
import type { AlertView } from "@/lib/contracts/alerts";

/** An alert in the reader's language: what, where, and when with seconds; `name` says it in one breath. */
export function useAlertWords(alert: AlertView): EventWords & { time: string; name: string } {
  const format = useFormatter();
  const words = useEventWords(eventOf(alert));
  const time = format.dateTime(new Date(alert.occurred_at), "timeWithSeconds");
  const court = alert.court_name && alert.court_name !== alert.camera_name ? alert.court_name : null;
  const place = [court, words.place].filter(Boolean).join(" · ");
  return { ...words, place, time, name: `${words.title}, ${time}` };
}
