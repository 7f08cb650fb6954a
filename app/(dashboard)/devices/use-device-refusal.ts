"use client";
import { useCallback } from "react";
import { useTranslations } from "use-intl";
import { isApiError } from "@/lib/client/api-error";
import { useErrorText } from "@/lib/client/use-error-text";

/** Why a device was not changed: the particular reason where the server names one. */
export function useDeviceRefusal(): (error: unknown) => string {
  const t = useTranslations("enrolment");
  const errorText = useErrorText();
  return useCallback(
    (error) => {
      const details = isApiError(error) ? (error.details as { reason?: unknown } | undefined) : undefined;
      if (details?.reason === "id_taken") return t("refusal.id_taken");
      if (isApiError(error) && error.code === "unavailable") return t("refusal.offline");
      if (isApiError(error) && error.code === "device_timeout") return t("refusal.device_timeout");
      return errorText(error);
    },
    [t, errorText],
  );
}
