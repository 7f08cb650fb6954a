"use client";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";

/** Moves the recording's end; `minutes` is the extension under way. */
export function useExtend(sessionId: string, onChanged: () => void) {
  const t = useTranslations("recording");
  const format = useFormatter();
  const showToast = useToast();
  const errorText = useErrorText();
  const [minutes, setMinutes] = useState<number | null>(null);

  async function handleExtend(by: number) {
    setMinutes(by);
    try {
      const { recording } = await api(routes.recordExtend, { body: { session_id: sessionId, minutes: by } });
      const time = format.dateTime(new Date(recording.ends_at), "time");
      showToast({ tone: "good", text: t("extended", { time }) });
    } catch (error) {
      showToast({ tone: "bad", text: errorText(error) });
    } finally {
      setMinutes(null);
      onChanged();
    }
  }
  return { minutes, handleExtend };
}
