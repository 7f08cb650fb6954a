"use client";
import { useLocale, useTranslations } from "use-intl";
import { formatDuration } from "@/lib/client/format";
import type { Trouble } from "@/lib/client/trouble";
import { useCauseText } from "@/lib/client/use-refusal-text";

/** What a device noticed of its cameras and recorders, in the reader's language. */
export function useTroubleWords(trouble: Trouble): { title: string; cause: string | null };
export function useTroubleWords(trouble: Trouble | null): { title: string; cause: string | null } | null;
export function useTroubleWords(trouble: Trouble | null) {
  const t = useTranslations("happened");
  const locale = useLocale();
  const causeText = useCauseText();
  if (!trouble) return null;
  const { type, cause, lostSeconds, flickers } = trouble;
  switch (type) {
    case "camera.lost":
      return { title: t("lost"), cause: causeText(cause) };
    case "camera.back":
      return {
        title: t("back", { duration: formatDuration(lostSeconds, locale) }),
        cause: flickers > 0 ? t("flickers", { count: flickers }) : null,
      };
    case "recorder.replaced":
      return { title: t("replaced"), cause: isKnown(cause) ? t(`replacedCause.${cause}`) : null };
    default:
      return { title: t("stopped"), cause: null };
  }
}

const isKnown = (cause: string | null): cause is "mute" | "ended" | "out_of_step" =>
  cause === "mute" || cause === "ended" || cause === "out_of_step";
