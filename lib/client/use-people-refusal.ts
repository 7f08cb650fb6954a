"use client";
import { useCallback } from "react";
import { useTranslations } from "use-intl";
import { isApiError } from "./api-error";
import { useErrorText } from "./use-error-text";

const REASONS = [
  "address_taken",
  "name_taken",
  "own_account",
  "last_super_admin",
  "disabled",
  "wrong_password",
  "too_many_tokens",
] as const;

/** Why something about a person, a club or an account was refused: the particular reason where the server names one. */
export function usePeopleRefusal(): (error: unknown) => string {
  const t = useTranslations();
  const errorText = useErrorText();
  return useCallback(
    (error) => {
      const details = isApiError(error) ? (error.details as { reason?: unknown } | undefined) : undefined;
      const reason = REASONS.find((known) => known === details?.reason);
      return reason ? t(`refusal.${reason}`) : errorText(error);
    },
    [t, errorText],
  );
}
