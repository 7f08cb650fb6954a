"use client";
import { ClipPicture } from "@/components/events/clip-picture";
import { EventIcon } from "@/components/events/event-icon";
import { Poster } from "@/components/files/poster";
import { cx } from "@/components/ui/cx";
import { alertPicture } from "@/lib/client/alerts/event-of";
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
  const [clip] = alert.clips;
  const picture = <AlertPicture alert={alert} className="w-28 sm:w-40" />;
  if (!clip) return picture;
  return (
    <ClipPicture clip={clip} name={name} isOpen={isOpen} onToggle={onToggle}>
      {picture}
    </ClipPicture>
  );
}
