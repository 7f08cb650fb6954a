"use client";
import { useCallback, useState } from "react";
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
function useRefusal(): (error: unknown) => string {
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

/** Sends one form at a time; says whether it is under way and why it was refused. `submit` resolves with null when it was. */
export function useSubmit() {
  const refusalText = useRefusal();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function submit<T>(send: () => Promise<T>): Promise<T | null> {
    setIsBusy(true);
    setError(null);
    try {
      return await send();
    } catch (cause) {
      setError(refusalText(cause));
      return null;
    } finally {
      setIsBusy(false);
    }
  }
  return { isBusy, error, submit };
}
