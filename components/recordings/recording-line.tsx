"use client";
import { useFormatter, useTranslations } from "use-intl";
import { ProgressBar } from "@/components/ui/progress-bar";
import { formatClock } from "@/lib/client/format";
import { recordingProgress } from "@/lib/client/recording-progress";
import { useNow } from "@/lib/client/use-now";

type Props = { by: string; startedAt: string | null; endsAt: string };

/** Who records until when, with a thin line of progress. */
export function RecordingLine({ by, startedAt, endsAt }: Props) {
  const t = useTranslations();
  const format = useFormatter();
  const nowMs = useNow();
  const time = format.dateTime(new Date(endsAt), "time");
  const { elapsedSeconds, remainingSeconds, totalSeconds, fraction } = recordingProgress(
    { started_at: startedAt, ends_at: endsAt },
    nowMs,
  );
  const clock = { elapsed: formatClock(elapsedSeconds), total: formatClock(totalSeconds), time };
  return (
    <div>
      <p className="mb-2 flex items-baseline justify-between gap-3 text-sm">
        <span className="truncate">
          {startedAt ? t("courts.recordedBy", { name: by, time }) : t("courts.starting", { name: by })}
        </span>
        {startedAt && (
          <span className="shrink-0 text-muted tabular-nums" aria-hidden>
            −{formatClock(remainingSeconds)}
          </span>
        )}
      </p>
      <ProgressBar
        isThin
        label={t("recording.progress")}
        fraction={fraction}
        text={t("recording.progressText", clock)}
      />
    </div>
  );
}
