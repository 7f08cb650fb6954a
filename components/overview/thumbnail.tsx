import { CourtScene } from "@/components/cameras/court-scene";
import { cx } from "@/components/ui/cx";
import type { LivePicture } from "@/lib/client/use-live-picture";

type Props = { picture: LivePicture; isWatched: boolean; isLive: boolean };

/** A court's live picture, small; its line says the rest in words. */
export function Thumbnail({ picture, isWatched, isLive }: Props) {
  const hasPicture = isWatched && (picture.state === "live" || picture.state === "stale");
  return (
    <span aria-hidden ref={picture.frameRef as never} className="picture-frame block w-24 shrink-0 rounded-md md:w-20">
      {!hasPicture && <CourtScene />}
      <canvas
        ref={picture.canvasRef}
        className={cx(
          "absolute inset-0 size-full object-cover",
          !hasPicture && "invisible",
          !isLive && "opacity-45 grayscale",
        )}
      />
    </span>
  );
}
