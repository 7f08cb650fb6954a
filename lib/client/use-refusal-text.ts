"use client";
import { useCallback } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { CameraCause } from "@/lib/contracts/cameras";
import { isApiError } from "./api-error";
import { conflictEnd, useErrorText } from "./use-error-text";

/** Why a camera gives no picture, in the reader's language; null for a cause this page does not know. */
export function useCauseText(): (cause: string | null | undefined) => string | null {
  const t = useTranslations("places");
  return useCallback(
    (cause) => {
      const known = cause as CameraCause;
      return cause && t.has(`cause.${known}`) ? t(`cause.${known}`) : null;
    },
    [t],
  );
}

/** Why a court or a camera was not changed: the particular reason where the server names one. */
export function usePlaceRefusal(): (error: unknown) => string {
  const t = useTranslations("places");
  const format = useFormatter();
  const causeText = useCauseText();
  const errorText = useErrorText();
  return useCallback(
    (error) => {
      const details = isApiError(error)
        ? (error.details as { reason?: unknown; cause?: unknown } | undefined)
        : undefined;
      const reason = String(details?.reason ?? "");
      if (["name_taken", "session", "recording", "cameras"].includes(reason))
        return t(`refusal.${reason as "session"}`);
      const end = conflictEnd(error);
      if (end) return t("refusal.recordedUntil", { time: format.dateTime(end, "time") });
      return causeText(String(details?.cause ?? "")) ?? errorText(error);
    },
    [t, format, causeText, errorText],
  );
}
