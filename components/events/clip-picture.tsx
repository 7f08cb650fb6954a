"use client";
import { Play, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { PictureChip } from "@/components/ui/badge";
import { formatClock } from "@/lib/client/format";
import type { EventClip } from "@/lib/contracts/events";

type Props = {
  clip: EventClip;
  name: string;
  isOpen: boolean;
  onToggle: () => void;
  /** The picture itself. */
  children: ReactNode;
};

/** A clip, small; a press plays it in place. */
export function ClipPicture({ clip, name, isOpen, onToggle, children }: Props) {
  const t = useTranslations("events");
  const Icon = isOpen ? X : Play;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-label={isOpen ? t("closeClip", { name }) : t("playClip", { name })}
      onClick={onToggle}
      className="group relative self-start overflow-hidden rounded-control"
    >
      {children}
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
