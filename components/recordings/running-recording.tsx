"use client";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Spinner } from "@/components/ui/spinner";
import { formatClock } from "@/lib/client/format";
import { recordingProgress } from "@/lib/client/recording-progress";
import { useNow } from "@/lib/client/use-now";
import type { RecordingView } from "@/lib/contracts/recordings";
import { GapList } from "./gap-list";

const EXTENSIONS_MINUTES = [15, 30, 60] as const;

type Props = {
  recording: RecordingView;
  isDeviceOnline: boolean;
  /** The extension under way. */
  extendingBy: number | null;
  onExtend: (minutes: number) => void;
  /** The stop button. */
  children: ReactNode;
};

/** A recording under way: how long, how much longer, and what can be done. */
export function RunningRecording({ recording, isDeviceOnline, extendingBy, onExtend, children }: Props) {
  const t = useTranslations("recording");
  const format = useFormatter();
  const time = format.dateTime(new Date(recording.ends_at), "time");
  if (recording.status === "starting")
    return (
      <Panel title={t("startingTitle")} aside={<Spinner className="text-muted" />}>
        {children}
      </Panel>
    );
  return (
    <Panel title={t("title")} aside={<span className="text-sm text-muted tabular-nums">{t("endsAt", { time })}</span>}>
      <RecordingClock recording={recording} time={time} />
      {!isDeviceOnline && (
        <p className="mt-4 rounded-control bg-warn-soft px-3 py-2.5 text-sm leading-snug text-warn">
          {t("deviceGoesOn", { time })}
        </p>
      )}
      <GapList gaps={recording.gaps} />
      <fieldset className="mt-5">
        <legend className="mb-2 text-sm font-medium">{t("extend")}</legend>
        <div className="grid grid-cols-3 gap-2">
          {EXTENSIONS_MINUTES.map((minutes) => (
            <Button
              key={minutes}
              aria-label={t("extendBy", { minutes: String(minutes) })}
              isBusy={extendingBy === minutes}
              disabled={extendingBy !== null || !isDeviceOnline}
              onClick={() => onExtend(minutes)}
              className="tabular-nums"
            >
              {t("plusMinutes", { minutes: String(minutes) })}
            </Button>
          ))}
        </div>
      </fieldset>
      <div className="mt-5">{children}</div>
    </Panel>
  );
}

function RecordingClock({ recording, time }: { recording: RecordingView; time: string }) {
  const t = useTranslations("recording");
  const { elapsedSeconds, remainingSeconds, totalSeconds, fraction } = recordingProgress(recording, useNow());
  const [elapsed, remaining, total] = [elapsedSeconds, remainingSeconds, totalSeconds].map(formatClock) as [
    string,
    string,
    string,
  ];
  return (
    <>
      <dl className="mb-3 flex items-end justify-between tabular-nums">
        <div className="flex flex-col-reverse">
          <dt className="text-xs text-muted">{t("elapsed")}</dt>
          <dd className="text-4xl font-semibold tracking-tight">{elapsed}</dd>
        </div>
        <div className="flex flex-col-reverse text-right">
          <dt className="text-xs text-muted">{t("remaining")}</dt>
          <dd className="text-xl font-medium text-muted">{remaining}</dd>
        </div>
      </dl>
      <ProgressBar label={t("progress")} fraction={fraction} text={t("progressText", { elapsed, total, time })} />
    </>
  );
}
