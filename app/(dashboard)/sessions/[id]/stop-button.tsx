"use client";
import { Square } from "lucide-react";
import { useState } from "react";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { formatDuration } from "@/lib/client/format";
import { recordingProgress } from "@/lib/client/recording-progress";
import { routes } from "@/lib/client/routes";
import { serverNowMs } from "@/lib/client/server-clock";
import { conflictEnd, useErrorText } from "@/lib/client/use-error-text";
import type { RecordingView } from "@/lib/contracts/recordings";

type Props = { sessionId: string; recording: RecordingView; onChanged: () => void };

/** Stops after asking; what was filmed is kept. */
export function StopButton({ sessionId, recording, onChanged }: Props) {
  const t = useTranslations("recording");
  const format = useFormatter();
  const locale = useLocale();
  const showToast = useToast();
  const errorText = useErrorText();
  const [isAsking, setIsAsking] = useState(false);
  const [isStopping, setIsStopping] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function handleStop() {
    setIsStopping(true);
    setError(null);
    try {
      await api(routes.recordStop, { body: { session_id: sessionId } });
      setIsAsking(false);
      showToast({ tone: "good", text: t("stopped") });
    } catch (cause) {
      const end = conflictEnd(cause);
      const time = end && format.dateTime(end, "time");
      setError(time ? t("offlineStop", { time }) : errorText(cause));
    } finally {
      setIsStopping(false);
      onChanged();
    }
  }

  const { elapsedSeconds } = recordingProgress(recording, serverNowMs());
  return (
    <>
      <Button variant="danger" size="large" className="w-full" onClick={() => setIsAsking(true)}>
        <Square aria-hidden className="size-3.5 fill-current" />
        {t("stop")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("stopTitle")}
        body={t("stopBody", { elapsed: formatDuration(elapsedSeconds, locale) })}
        confirmLabel={isStopping ? t("stopping") : t("stopConfirm")}
        cancelLabel={t("keepGoing")}
        isBusy={isStopping}
        error={error}
        onConfirm={() => void handleStop()}
      />
    </>
  );
}
