"use client";
import { Play, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { Poster } from "@/components/files/poster";
import { PictureChip } from "@/components/ui/badge";
import { formatClock } from "@/lib/client/format";
import { routes } from "@/lib/client/routes";
import { urlOf } from "@/lib/client/url";
import type { EventClip } from "@/lib/contracts/events";

type Props = { clip: EventClip; name: string; isOpen: boolean; onToggle: () => void };

/** A clip, small; a press plays it in place. */
export function ClipPicture({ clip, name, isOpen, onToggle }: Props) {
  const t = useTranslations("events");
  const Icon = isOpen ? X : Play;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-label={isOpen ? t("closeClip", { name }) : t("playClip", { name })}
      onClick={onToggle}
      className="group picture-frame relative w-36 overflow-hidden rounded-control"
    >
      <Poster src={clip.has_poster ? urlOf(routes.fileThumbnail, { params: { id: clip.file_id } }) : null} />
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
