"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";

/** Protects a video from deletion, or no longer, and says so. */
export function useProtectVideo(fileId: string, onChanged: () => void) {
  const t = useTranslations("videos");
  const showToast = useToast();
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  async function handleProtect(isProtected: boolean) {
    setIsBusy(true);
    try {
      await api(routes.fileUpdate, { params: { id: fileId }, body: { protected: isProtected } });
      showToast({ tone: "good", text: isProtected ? t("nowProtected") : t("nowUnprotected") });
    } catch (error) {
      showToast({ tone: "bad", text: errorText(error) });
    } finally {
      setIsBusy(false);
      onChanged();
    }
  }
  return { isBusy, handleProtect };
}
