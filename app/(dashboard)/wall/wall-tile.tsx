"use client";
import { useTranslations } from "use-intl";
import { CourtScene } from "@/components/cameras/court-scene";
import { cx } from "@/components/ui/cx";
import { TileLabel } from "@/components/wall/tile-label";
import { TileNote } from "@/components/wall/tile-note";
import type { PaintMeter } from "@/lib/client/frame-budget";
import type { CourtView } from "@/lib/contracts/courts";
import { useCourtPicture } from "./use-court-picture";

type Props = {
  court: CourtView;
  /** CSS pixels; as many stand in a row as fit. */
  width: number;
  showsClub: boolean;
  fps: number;
  meter: PaintMeter;
  /** One tile at a time is reached by Tab; arrows go from it to the others. */
  isFocusable: boolean;
  onFocus: () => void;
  onOpen: () => void;
};

/** One court on the wall: its picture, name, state and the picture's age. */
export function WallTile({ court, width, showsClub, fps, meter, isFocusable, onFocus, onOpen }: Props) {
  const t = useTranslations();
  const { picture, status, note, hasPicture, isStale } = useCourtPicture(court, "tile", fps, meter);
  const words = { name: court.name, state: t(`camera.state.${status}`) };
  return (
    <li style={{ width }}>
      <button
        type="button"
        data-tile={court.id}
        data-status={status}
        tabIndex={isFocusable ? 0 : -1}
        aria-label={court.recording ? t("wall.tileRecording", words) : t("wall.tile", words)}
        title={t("wall.openLarge", { name: court.name })}
        onFocus={onFocus}
        onClick={onOpen}
        className="block w-full rounded-md text-left outline-offset-[-3px]"
      >
        <div ref={picture.frameRef} className="picture-frame @container rounded-md">
          {!hasPicture && <CourtScene />}
          <canvas
            ref={picture.canvasRef}
            className={cx(
              "absolute inset-0 size-full object-contain transition-[filter,opacity] duration-300",
              !hasPicture && "invisible",
              isStale && "opacity-45 grayscale",
            )}
          />
          {note && <TileNote {...note} />}
          <TileLabel court={court} showsClub={showsClub} status={status} readAgeMs={picture.readAgeMs} />
        </div>
      </button>
    </li>
  );
}
