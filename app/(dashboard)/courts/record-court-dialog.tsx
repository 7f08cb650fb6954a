"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { DurationDialog } from "@/components/recordings/duration-dialog";
import { useToast } from "@/components/ui/toast";
import { useAccount } from "@/lib/client/account";
import { recordCourt } from "@/lib/client/record-court";
import { conflictEnd, useErrorText } from "@/lib/client/use-error-text";
import type { CourtView } from "@/lib/contracts/courts";

type Props = { court: CourtView; onClose: () => void; onChanged: () => void };

/** Asks for the duration, then opens a session and records in it. */
export function RecordCourtDialog({ court, onClose, onChanged }: Props) {
  const t = useTranslations("courts");
  const format = useFormatter();
  const router = useRouter();
  const showToast = useToast();
  const errorText = useErrorText();
  const { user } = useAccount();
  const [isStarting, setIsStarting] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const time = (at: Date) => format.dateTime(at, "time");

  async function handleStart(minutes: number) {
    setIsStarting(true);
    setError(null);
    try {
      const { sessionId, endsAt } = await recordCourt(court, minutes, user.id);
      const action = { label: t("showSession"), onClick: () => router.push(`/sessions/${sessionId}`) };
      showToast({ tone: "good", text: t("started", { court: court.name, time: time(new Date(endsAt)) }), action });
      onClose();
    } catch (cause) {
      const end = conflictEnd(cause);
      setError(end ? t("alreadyRecording", { time: time(end) }) : errorText(cause));
    } finally {
      setIsStarting(false);
      onChanged();
    }
  }

  return (
    <DurationDialog
      courtName={court.name}
      isStarting={isStarting}
      error={error}
      onStart={handleStart}
      onClose={onClose}
    />
  );
}
