"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { useAccount } from "@/lib/client/account";
import { api } from "@/lib/client/api";
import { isApiError } from "@/lib/client/api-error";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";
import type { FileView } from "@/lib/contracts/files";

/** Saves the last seconds as a clip, and offers to watch it. */
export function useReplay(sessionId: string) {
  const t = useTranslations("replay");
  const router = useRouter();
  const { can } = useAccount();
  const showToast = useToast();
  const errorText = useErrorText();
  const [isSaving, setIsSaving] = useState(false);
  const [clip, setClip] = useState<FileView | null>(null);

  async function handleSave(seconds: number) {
    setIsSaving(true);
    try {
      const { file } = await api(routes.replaySave, { body: { session_id: sessionId, seconds } });
      setClip(file);
      const action = { label: t("watch"), onClick: () => router.push(`/videos/${file.id}`) };
      const saved = Math.round(file.duration_seconds ?? seconds);
      showToast({ tone: "good", text: t("saved", { seconds: saved }), ...(can("file:list") && { action }) });
    } catch (error) {
      const isLate = isApiError(error) && error.code === "device_timeout";
      showToast({ tone: "bad", text: isLate ? t("late") : errorText(error) });
    } finally {
      setIsSaving(false);
    }
  }
  return { isSaving, clip, handleSave };
}
