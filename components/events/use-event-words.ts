"use client";
import { useTranslations } from "use-intl";
import { toTrouble } from "@/lib/client/trouble";
import type { EventView } from "@/lib/contracts/events";
import { useTroubleWords } from "./use-trouble-words";

export type EventWords = {
  title: string;
  detail: string | null;
  /** Sensor, camera and device, as far as they are known. */
  place: string;
  lines: readonly string[];
};

/** An event in the reader's language; one of a kind this page does not know is named as its device names it. */
export function useEventWords(event: EventView): EventWords {
  const t = useTranslations("events");
  const trouble = toTrouble(event);
  const told = useTroubleWords(trouble);
  const known = event.type.replaceAll(".", "_") as "button_pressed";
  const { sensor, message } = event.data;
  const where = [typeof sensor === "string" ? sensor : null, event.camera_name, event.device_name];
  const place = where.filter(Boolean).join(" · ");
  if (told) return { title: told.title, detail: told.cause, place, lines: trouble?.lines ?? [] };
  const title = t.has(`types.${known}`) ? t(`types.${known}`) : event.type;
  return { title, detail: typeof message === "string" ? message : null, place, lines: [] };
}
