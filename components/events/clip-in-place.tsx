"use client";
import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { FilePlayer } from "@/components/player/file-player";
import { Button } from "@/components/ui/button";
import { routes } from "@/lib/client/routes";
import { urlOf } from "@/lib/client/url";
import type { EventClip } from "@/lib/contracts/events";

type Props = { clip: EventClip; name: string; onClose: () => void };

/** The clip, large, under the line it belongs to. */
export function ClipInPlace({ clip, name, onClose }: Props) {
  const t = useTranslations("events");
  const address = { params: { id: clip.file_id } };
  return (
    <div className="mt-3 max-w-3xl sm:ml-14">
      <FilePlayer
        takesFocus
        playsAtOnce
        name={name}
        src={urlOf(routes.fileDownload, { ...address, query: { inline: true } })}
        poster={clip.has_poster ? urlOf(routes.fileThumbnail, address) : null}
        downloadHref={urlOf(routes.fileDownload, address)}
      />
      <div className="mt-2 flex justify-between gap-2">
        <Button asChild variant="ghost" size="small">
          <Link href={`/videos/${clip.file_id}`}>{t("openVideo")}</Link>
        </Button>
        <Button variant="ghost" size="small" onClick={onClose}>
          <X aria-hidden className="size-4" />
          {t("close")}
        </Button>
      </div>
    </div>
  );
}
