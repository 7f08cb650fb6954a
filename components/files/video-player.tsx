"use client";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

type Props = { name: string; src: string; poster: string | null; downloadHref: string };

/** Plays one file; a codec this browser lacks is said, with the way out. */
export function VideoPlayer({ name, src, poster, downloadHref }: Props) {
  const t = useTranslations("videos");
  const [isUnplayable, setIsUnplayable] = useState(false);
  return (
    <div className="picture-frame rounded-card border border-line">
      <video
        aria-label={t("playerOf", { name })}
        src={src}
        poster={poster ?? undefined}
        controls
        playsInline
        preload="metadata"
        onError={() => setIsUnplayable(true)}
        className="absolute inset-0 size-full"
      >
        <track kind="captions" />
      </video>
      {isUnplayable && (
        <div role="alert" className="absolute inset-0 grid place-items-center bg-stage p-6 text-center">
          <div>
            <p className="mx-auto mb-4 max-w-md text-sm leading-relaxed text-balance">{t("unplayable")}</p>
            <Button asChild>
              <a href={downloadHref} download>
                <Download aria-hidden className="size-4" />
                {t("download")}
              </a>
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
