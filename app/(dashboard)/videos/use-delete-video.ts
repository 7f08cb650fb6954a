"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { isApiError } from "@/lib/client/api-error";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";
import { useRestoreVideo } from "./use-restore-video";

/** Moves a video to the trash, from where a press takes it back. One that is gone already counts as deleted. */
export function useDeleteVideo(fileId: string, onDeleted: () => void) {
  const t = useTranslations();
  const showToast = useToast();
  const errorText = useErrorText();
  const restore = useRestoreVideo();
  const [isDeleting, setIsDeleting] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function handleDelete() {
    setIsDeleting(true);
    setError(null);
    try {
      await api(routes.fileDelete, { params: { id: fileId } }).catch((cause) => {
        if (!isApiError(cause) || cause.code !== "not_found") throw cause;
      });
      const action = { label: t("library.undo"), onClick: () => void restore(fileId) };
      showToast({ tone: "good", text: t("videos.deleted"), action });
      onDeleted();
    } catch (cause) {
      setError(errorText(cause));
    } finally {
      setIsDeleting(false);
    }
  }
  return { isDeleting, error, handleDelete };
}
