import type { LucideIcon } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { cx } from "@/components/ui/cx";
import { CourtScene } from "./court-scene";

/** What lies over a picture that does not move, or in place of one that is not there. */
export type PictureNote = { icon: LucideIcon; text: string };

type Props = {
  frameRef: RefObject<HTMLDivElement | null>;
  canvasRef: RefObject<HTMLCanvasElement | null>;
  label: string;
  /** A picture was drawn; without one the court's drawing stands in. */
  hasPicture: boolean;
  isStale: boolean;
  note: PictureNote | null;
  /** Badges and controls over the picture. */
  children?: ReactNode;
};

/** The place of a live picture: the same size before, while and after there is one. */
export function Picture({ frameRef, canvasRef, label, hasPicture, isStale, note, children }: Props) {
  return (
    <div ref={frameRef} className="picture-frame">
      {!hasPicture && <CourtScene />}
      <canvas
        ref={canvasRef}
        role="img"
        aria-label={label}
        aria-hidden={!hasPicture}
        className={cx(
          "absolute inset-0 size-full object-contain transition-[filter,opacity] duration-500",
          !hasPicture && "invisible",
          isStale && "opacity-45 grayscale",
        )}
      />
      {note && <NoteOverPicture {...note} />}
      {children}
    </div>
  );
}

export const NoteOverPicture = ({ icon: Icon, text }: PictureNote) => (
  <div className="absolute inset-0 grid place-items-center p-6">
    <p className="flex max-w-xs items-center gap-2.5 rounded-control bg-scrim px-3.5 py-2.5 text-sm leading-snug text-stage-ink backdrop-blur-sm">
      <Icon aria-hidden className="size-4.5 shrink-0 text-stage-muted" />
      {text}
    </p>
  </div>
);
