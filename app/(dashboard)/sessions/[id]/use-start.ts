"use client";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { startRecording } from "@/lib/client/record-court";
import { conflictEnd, useErrorText } from "@/lib/client/use-error-text";

/** Starts the session's recording and says why not. */
export function useStart(sessionId: string, onChanged: () => void) {
  const t = useTranslations("courts");
  const format = useFormatter();
  const errorText = useErrorText();
  const [isStarting, setIsStarting] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function handleStart(minutes: number) {
    setIsStarting(true);
    setError(null);
    try {
      await startRecording(sessionId, minutes);
    } catch (cause) {
      const end = conflictEnd(cause);
      const time = end && format.dateTime(end, "time");
      setError(time ? t("alreadyRecording", { time }) : errorText(cause));
    } finally {
      setIsStarting(false);
      onChanged();
    }
  }
  return { isStarting, error, handleStart };
}
