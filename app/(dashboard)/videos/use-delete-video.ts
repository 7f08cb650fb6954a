"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { isApiError } from "@/lib/client/api-error";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";

/** Moves a video to the trash. One that is gone already counts as deleted. */
export function useDeleteVideo(fileId: string, onDeleted: () => void) {
  const t = useTranslations("videos");
  const showToast = useToast();
  const errorText = useErrorText();
  const [isDeleting, setIsDeleting] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function handleDelete() {
    setIsDeleting(true);
    setError(null);
    try {
      await api(routes.fileDelete, { params: { id: fileId } }).catch((cause) => {
        if (!isApiError(cause) || cause.code !== "not_found") throw cause;
      });
      showToast({ tone: "good", text: t("deleted") });
      onDeleted();
    } catch (cause) {
      setError(errorText(cause));
    } finally {
      setIsDeleting(false);
    }
  }
  return { isDeleting, error, handleDelete };
}
