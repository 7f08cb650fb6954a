"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useWords } from "@/components/schedule/use-words";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { isApiError } from "@/lib/client/api-error";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";
import type { Conflict, OccurrenceView } from "@/lib/contracts/schedule";

type Callbacks = { onClose: () => void; onChanged: () => void };

/** Leaving out, bringing back and cancelling, each with what went wrong in words. */
export function usePlanActions({ plan_id, starts_at }: OccurrenceView, { onClose, onChanged }: Callbacks) {
  const t = useTranslations("schedule");
  const words = useWords();
  const showToast = useToast();
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const params = { id: plan_id };

  const explain = (cause: unknown): string => {
    const conflict =
      isApiError(cause) &&
      cause.code === "conflict" &&
      (cause.details as { conflict?: Conflict } | undefined)?.conflict;
    return conflict ? words.conflict(conflict) : errorText(cause);
  };

  async function run(act: () => Promise<unknown>, done: () => void) {
    setIsBusy(true);
    setError(null);
    try {
      await act();
      done();
      onClose();
    } catch (cause) {
      setError(explain(cause));
    } finally {
      setIsBusy(false);
      onChanged();
    }
  }

  const bringBack = () => api(routes.planUnskip, { params, query: { starts_at } });
  const undo = () =>
    void bringBack()
      .catch((cause: unknown) => showToast({ tone: "bad", text: explain(cause) }))
      .finally(onChanged);
  return {
    isBusy,
    error,
    skip: () =>
      run(
        () => api(routes.planSkip, { params, body: { starts_at } }),
        () => showToast({ tone: "good", text: t("skipped"), action: { label: t("undo"), onClick: undo } }),
      ),
    unskip: () => run(bringBack, () => showToast({ tone: "good", text: t("unskipped") })),
    cancel: () =>
      run(
        () => api(routes.planCancel, { params }),
        () => showToast({ tone: "good", text: t("cancelled") }),
      ),
  };
}
