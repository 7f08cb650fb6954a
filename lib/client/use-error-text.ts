"use client";
import { useCallback } from "react";
import { useTranslations } from "use-intl";
import { isApiError } from "./api-error";

/** What went wrong and what to do, in the reader's language. */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations("errors");
  return useCallback((error) => (isApiError(error) ? t(`code.${error.code}`) : t("code.internal")), [t]);
}

/** The end that stands in the way of a recording, when the server named one. */
export function conflictEnd(error: unknown): Date | null {
  if (!isApiError(error) || (error.code !== "conflict" && error.code !== "unavailable")) return null;
  const endsAt = (error.details as { ends_at?: unknown } | undefined)?.ends_at;
  const end = typeof endsAt === "string" ? new Date(endsAt) : null;
  return end && !Number.isNaN(end.getTime()) ? end : null;
}
