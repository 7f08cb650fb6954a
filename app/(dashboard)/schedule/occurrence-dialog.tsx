"use client";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { isAhead, lookOf } from "@/components/schedule/look";
import { OccurrenceDetails } from "@/components/schedule/occurrence-details";
import { useWords } from "@/components/schedule/use-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { useNow } from "@/lib/client/use-now";
import type { OccurrenceView, PlanView } from "@/lib/contracts/schedule";
import { usePlanActions } from "./use-plan-actions";

type Props = {
  occurrence: OccurrenceView;
  /** Null once it was cancelled. */
  plan: PlanView | null;
  canChange: boolean;
  onEdit: () => void;
  onClose: () => void;
  onChanged: () => void;
};

/** One time of a plan: what it is, what became of it, and what can be done. */
export function OccurrenceDialog({ occurrence, plan, canChange, onEdit, onClose, onChanged }: Props) {
  const t = useTranslations();
  const words = useWords();
  const nowMs = useNow();
  const [isAsking, setIsAsking] = useState(false);
  const { isBusy, error, skip, unskip, cancel } = usePlanActions(occurrence, { onClose, onChanged });
  const look = lookOf(occurrence);
  const mayChange = canChange && plan !== null;
  const isOpen = mayChange && isAhead(occurrence, nowMs);
  return (
    <Dialog
      isOpen
      onOpenChange={(isShown) => !isShown && onClose()}
      title={words.name(occurrence)}
      closeLabel={t("common.close")}
    >
      <OccurrenceDetails occurrence={occurrence} plan={plan} />
      <FormError text={error} />
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        {mayChange && (
          <Button variant="ghost" className="text-rec" onClick={() => setIsAsking(true)}>
            {t("schedule.cancelPlan")}
          </Button>
        )}
        {isOpen && plan.weekly && (look === "planned" || look === "trying") && (
          <Button isBusy={isBusy} onClick={() => void skip()}>
            {t("schedule.skip")}
          </Button>
        )}
        {isOpen && look === "skipped" && (
          <Button isBusy={isBusy} onClick={() => void unskip()}>
            {t("schedule.unskip")}
          </Button>
        )}
        {mayChange && (
          <Button variant={look === "planned" ? "primary" : "secondary"} onClick={onEdit}>
            {t("schedule.edit")}
          </Button>
        )}
        <Recorded occurrence={occurrence} />
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={plan?.weekly ? t("schedule.cancelWeeklyTitle") : t("schedule.cancelTitle")}
        body={t(plan?.weekly ? "schedule.cancelWeeklyBody" : "schedule.cancelBody", { name: words.name(occurrence) })}
        confirmLabel={t("schedule.cancelConfirm")}
        cancelLabel={t("schedule.keep")}
        isBusy={isBusy}
        error={error}
        onConfirm={() => void cancel()}
      />
    </Dialog>
  );
}

/** The way to what was recorded, or is being recorded. */
function Recorded({ occurrence: { session_id, file_id, recording } }: { occurrence: OccurrenceView }) {
  const t = useTranslations("schedule");
  if (!session_id || !recording) return null;
  const isWatchable = recording.status === "ready" && file_id;
  return (
    <Button asChild variant="primary">
      {isWatchable ? (
        <Link href={`/videos/${file_id}`}>{t("watch")}</Link>
      ) : (
        <Link href={`/sessions/${session_id}`}>{t("toSession")}</Link>
      )}
    </Button>
  );
}
