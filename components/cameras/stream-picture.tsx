import type { ReactNode, RefObject } from "react";
import { cx } from "@/components/ui/cx";
import { CourtScene } from "./court-scene";
import { NoteOverPicture, type PictureNote } from "./picture";

type Props = {
  frameRef: RefObject<HTMLDivElement | null>;
  videoRef: RefObject<HTMLVideoElement | null>;
  label: string;
  hasPicture: boolean;
  isStale: boolean;
  isMuted: boolean;
  note: PictureNote | null;
  /** Badges and controls over the picture. */
  children?: ReactNode;
};

/** The place of a camera's own stream: looks like a live picture, and can be heard. */
export function StreamPicture({ frameRef, videoRef, label, hasPicture, isStale, isMuted, note, children }: Props) {
  return (
    <div ref={frameRef} className="picture-frame">
      {!hasPicture && <CourtScene />}
      <video
        ref={videoRef}
        aria-label={label}
        aria-hidden={!hasPicture}
        muted={isMuted}
        playsInline
        autoPlay
        className={cx(
          "absolute inset-0 size-full object-contain transition-[filter,opacity] duration-500",
          !hasPicture && "invisible",
          isStale && "opacity-45 grayscale",
        )}
      >
        <track kind="captions" />
      </video>
      {note && <NoteOverPicture {...note} />}
      {children}
    </div>
  );
}
