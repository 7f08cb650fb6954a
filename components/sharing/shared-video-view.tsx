"use client";
import { CalendarClock, Download } from "lucide-react";
import { useCallback, useState } from "react";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import { FilePlayer } from "@/components/player/file-player";
import { Button } from "@/components/ui/button";
import { formatBytes, formatDuration } from "@/lib/client/format";
import type { SharedVideo } from "@/lib/contracts/shares";

type Props = { video: SharedVideo; startAt: number | null; src: string; downloadHref: string; poster: string | null };

/** A shared video with the little that is told about it. */
export function SharedVideoView({ video, startAt, src, downloadHref, poster }: Props) {
  const t = useTranslations("sharing.shared");
  const [isHere, setIsHere] = useState(!video.on_device);
  const handleHere = useCallback(() => setIsHere(true), []);
  const format = useFormatter();
  const locale = useLocale();
  const title = video.court_name ?? video.club_name;
  const facts = [
    format.dateTime(new Date(video.recorded_at), "day"),
    video.duration_seconds !== null && formatDuration(video.duration_seconds, locale),
  ];
  return (
    <>
      <div className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="min-w-0">
          <p className="text-sm font-medium text-sea">{t("by", { club: video.club_name })}</p>
          <h1 className="mt-0.5 text-2xl font-semibold tracking-tight">{title}</h1>
          <p className="mt-1 text-sm text-muted tabular-nums">{facts.filter(Boolean).join(" · ")}</p>
        </div>
        {isHere && (
          <Button asChild variant="primary">
            <a href={downloadHref} download>
              <Download aria-hidden className="size-4" />
              {t("download")}
              <span className="font-normal opacity-75">{formatBytes(video.bytes, locale)}</span>
            </a>
          </Button>
        )}
      </div>
      <FilePlayer
        takesFocus
        isAway={video.on_device}
        onHere={handleHere}
        {...{ name: title, src, poster, downloadHref, startAt }}
      />
      <p className="mt-4 flex items-center gap-2 text-sm text-muted">
        <CalendarClock aria-hidden className="size-4 shrink-0" />
        {t("until", { time: format.dateTime(new Date(video.expires_at), "moment") })}
      </p>
    </>
  );
}
