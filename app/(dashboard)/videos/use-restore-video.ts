"use client";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";

/** Takes a video back out of the trash, and says so; the lists hear of it by their notices. */
export function useRestoreVideo(): (fileId: string) => Promise<void> {
  const t = useTranslations("library");
  const showToast = useToast();
  const errorText = useErrorText();
  return async (fileId) => {
    try {
      await api(routes.fileRestore, { params: { id: fileId } });
      showToast({ tone: "good", text: t("done.restore", { count: 1 }) });
    } catch (error) {
      showToast({ tone: "bad", text: errorText(error) });
    }
  };
}
