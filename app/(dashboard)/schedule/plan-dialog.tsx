"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { type Draft, problemOf, toPlan } from "@/components/schedule/draft";
import { PlanForm } from "@/components/schedule/plan-form";
import { useWords } from "@/components/schedule/use-words";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { isApiError } from "@/lib/client/api-error";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";
import { useNow } from "@/lib/client/use-now";
import type { Conflict, PlanView } from "@/lib/contracts/schedule";
import { usePlanCheck } from "./use-plan-check";

type Props = {
  /** Null for a new one. */
  plan: PlanView | null;
  initial: Draft;
  courts: readonly { id: number; name: string }[];
  timeZone: string;
  onClose: () => void;
  onChanged: () => void;
};

/** Writes a plan down, or changes one. */
export function PlanDialog({ plan, initial, courts, timeZone, onClose, onChanged }: Props) {
  const t = useTranslations();
  const words = useWords();
  const showToast = useToast();
  const errorText = useErrorText();
  const nowMs = useNow();
  const [draft, setDraft] = useState(initial);
  const [isSaving, setIsSaving] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const isWhole = nowMs > 0 && problemOf(draft, timeZone, nowMs) === null;
  const check = usePlanCheck(isWhole ? { ...toPlan(draft), ...(plan && { plan_id: plan.id }) } : null);

  async function handleSave() {
    setIsSaving(true);
    setError(null);
    try {
      const body = toPlan(draft);
      if (plan) await api(routes.planUpdate, { params: { id: plan.id }, body });
      else await api(routes.planCreate, { body });
      showToast({ tone: "good", text: plan ? t("schedule.changed") : t("schedule.created") });
      onClose();
    } catch (cause) {
      const conflict = conflictOf(cause);
      setError(conflict ? words.conflict(conflict) : errorText(cause));
    } finally {
      setIsSaving(false);
      onChanged();
    }
  }

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !isSaving && onClose()}
      title={plan ? t("schedule.editTitle") : t("schedule.createTitle")}
      description={plan?.weekly ? t("schedule.editWeeklyLead") : undefined}
      closeLabel={t("common.close")}
    >
      <PlanForm
        draft={draft}
        courts={courts}
        timeZone={timeZone}
        nowMs={nowMs}
        check={check}
        isNew={plan === null}
        isSaving={isSaving}
        error={error}
        onChange={(next) => {
          setDraft(next);
          setError(null);
        }}
        onSave={() => void handleSave()}
      >
        <Button disabled={isSaving} onClick={onClose}>
          {t("common.cancel")}
        </Button>
      </PlanForm>
    </Dialog>
  );
}

const conflictOf = (cause: unknown): Conflict | null =>
  (isApiError(cause) &&
    cause.code === "conflict" &&
    (cause.details as { conflict?: Conflict } | undefined)?.conflict) ||
  null;
