"use client";
import { CircleCheck, Download } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { formatBytes, formatDuration } from "@/lib/client/format";
import type { RecordingView } from "@/lib/contracts/recordings";
import { GapList } from "./gap-list";

type Props = {
  recording: RecordingView;
  /** Null for those who may not have the file. */
  downloadHref: string | null;
};

export function ReadyRecording({ recording, downloadHref }: Props) {
  const t = useTranslations();
  const locale = useLocale();
  const facts = {
    duration: formatDuration(recording.duration_seconds ?? recording.elapsed_seconds, locale),
    size: formatBytes(recording.bytes, locale),
  };
  return (
    <Panel title={t("recording.readyTitle")} aside={<CircleCheck aria-hidden className="size-5 text-live" />}>
      <p className="text-sm text-muted tabular-nums">{t("recording.readyFacts", facts)}</p>
      <GapList gaps={recording.gaps} />
      {downloadHref ? (
        <div className="mt-4 grid gap-2">
          <Button asChild variant="primary">
            <a href={downloadHref} download>
              <Download aria-hidden className="size-4" />
              {t("videos.download")}
            </a>
          </Button>
          <Button asChild>
            <Link href="/videos">{t("videos.toVideos")}</Link>
          </Button>
        </div>
      ) : (
        <p className="mt-4 text-sm leading-relaxed">{t("recording.playerKeeps")}</p>
      )}
    </Panel>
  );
}
