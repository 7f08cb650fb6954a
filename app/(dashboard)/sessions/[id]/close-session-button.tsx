"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";

type Props = { sessionId: string; onChanged: () => void };

/** Ends the live view for everybody, after asking. */
export function CloseSessionButton({ sessionId, onChanged }: Props) {
  const t = useTranslations();
  const showToast = useToast();
  const errorText = useErrorText();
  const [isAsking, setIsAsking] = useState(false);
  const [isClosing, setIsClosing] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function handleClose() {
    setIsClosing(true);
    setError(null);
    try {
      await api(routes.sessionClose, { body: { session_id: sessionId } });
      setIsAsking(false);
      showToast({ tone: "good", text: t("session.closed") });
    } catch (cause) {
      setError(errorText(cause));
    } finally {
      setIsClosing(false);
      onChanged();
    }
  }

  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{t("session.close")}</Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("session.closeTitle")}
        body={t("session.closeBody")}
        confirmLabel={isClosing ? t("session.closing") : t("session.close")}
        cancelLabel={t("common.cancel")}
        isBusy={isClosing}
        error={error}
        onConfirm={() => void handleClose()}
      />
    </>
  );
}
