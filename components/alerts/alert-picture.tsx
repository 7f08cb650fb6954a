"use client";
import { Play, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { EventIcon } from "@/components/events/event-icon";
import { Poster } from "@/components/files/poster";
import { PictureChip } from "@/components/ui/badge";
import { cx } from "@/components/ui/cx";
import { alertPicture } from "@/lib/client/alerts/event-of";
import { formatClock } from "@/lib/client/format";
import type { AlertView } from "@/lib/contracts/alerts";

type PictureProps = { alert: AlertView; isAwaited?: boolean; className?: string };

/** What the camera saw; what kind of alert it is where no camera looked. It keeps its place until a picture comes. */
export function AlertPicture({ alert, isAwaited, className }: PictureProps) {
  const src = alertPicture(alert);
  return (
    <span className={cx("picture-frame relative block shrink-0 overflow-hidden rounded-control", className)}>
      {src ? (
        <Poster key={src} src={src} isAwaited={isAwaited ?? false} />
      ) : (
        <span className="absolute inset-0 grid place-items-center bg-sunken">
          <EventIcon type={alert.kind} />
        </span>
      )}
    </span>
  );
}

type PlayableProps = { alert: AlertView; name: string; isOpen: boolean; onToggle: () => void };

/** The picture of a clip; a press plays it in place. */
export function PlayablePicture({ alert, name, isOpen, onToggle }: PlayableProps) {
  const t = useTranslations("events");
  const [clip] = alert.clips;
  const size = "w-28 sm:w-40";
  if (!clip) return <AlertPicture alert={alert} className={size} />;
  const Icon = isOpen ? X : Play;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-label={isOpen ? t("closeClip", { name }) : t("playClip", { name })}
      onClick={onToggle}
      className="group relative self-start rounded-control"
    >
      <AlertPicture alert={alert} className={size} />
      <span className="absolute inset-0 grid place-items-center">
        <span className="grid size-9 place-items-center rounded-full bg-scrim text-stage-ink backdrop-blur-sm transition-transform group-hover:scale-110">
          <Icon aria-hidden className={isOpen ? "size-4" : "ml-0.5 size-4 fill-current"} />
        </span>
      </span>
      {clip.duration_seconds !== null && (
        <PictureChip className="absolute right-1.5 bottom-1.5">{formatClock(clip.duration_seconds)}</PictureChip>
      )}
    </button>
  );
}
