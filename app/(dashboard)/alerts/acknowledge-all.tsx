"use client";
import { CheckCheck } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";
import { useSubmit } from "@/lib/client/use-submit";

/** Everything that is open and was seen: what comes while one reads the question stays open. */
export function AcknowledgeAll({ openCount, latestSeq }: { openCount: number; latestSeq: number }) {
  const t = useTranslations();
  const toast = useToast();
  const { isBusy, error, submit } = useSubmit(useErrorText());
  const [asked, setAsked] = useState<{ count: number; seq: number } | null>(null);
  const apply = async (before_seq: number) => {
    const done = await submit(() => api(routes.alertAcknowledge, { body: { all: true, before_seq } }));
    if (!done) return;
    setAsked(null);
    toast({ tone: "good", text: t("alerts.acknowledgedDone", { count: done.ids.length }) });
  };
  return (
    <>
      <Button disabled={openCount === 0} onClick={() => setAsked({ count: openCount, seq: latestSeq })}>
        <CheckCheck aria-hidden className="size-4" />
        {t("alerts.acknowledgeAll")}
      </Button>
      <ConfirmDialog
        isHarmless
        isOpen={asked !== null}
        onOpenChange={(isOpen) => !isOpen && setAsked(null)}
        title={t("alerts.acknowledgeAllTitle", { count: asked?.count ?? openCount })}
        body={t("alerts.acknowledgeAllBody")}
        confirmLabel={t("alerts.acknowledgeAll")}
        cancelLabel={t("common.cancel")}
        isBusy={isBusy}
        error={error}
        onConfirm={() => asked && void apply(asked.seq)}
      />
    </>
  );
}
