"use client";
import { useCallback } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";

/** Says that somebody has seen to these alerts, or opens them again; either can be undone for a while. */
export function useAcknowledge(): (ids: readonly string[], isAcknowledged?: boolean) => void {
  const t = useTranslations("alerts");
  const errorText = useErrorText();
  const toast = useToast();
  const send = useCallback(
    async (ids: readonly string[], acknowledged: boolean, canUndo: boolean): Promise<void> => {
      try {
        const { ids: changed } = await api(routes.alertAcknowledge, { body: { ids: [...ids], acknowledged } });
        if (changed.length === 0) return;
        toast({
          tone: "good",
          text: t(acknowledged ? "acknowledgedDone" : "reopened", { count: changed.length }),
          ...(canUndo && { action: { label: t("undo"), onClick: () => void send(changed, !acknowledged, false) } }),
        });
      } catch (error) {
        toast({ tone: "bad", text: errorText(error) });
      }
    },
    [t, errorText, toast],
  );
  return useCallback((ids, isAcknowledged = true) => void send(ids, isAcknowledged, true), [send]);
}
