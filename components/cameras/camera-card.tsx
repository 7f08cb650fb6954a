"use client";
import { Volume2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { CameraView } from "@/lib/contracts/cameras";

type Props = { camera: CameraView; deviceName: string; picture: ReactNode; menu: ReactNode };

/** A camera as its keeper sees it: picture, name, where it comes from, who reads it. */
export function CameraCard({ camera, deviceName, picture, menu }: Props) {
  const t = useTranslations("places");
  return (
    <article
      aria-label={camera.name}
      className="flex flex-col overflow-hidden rounded-card border border-line bg-surface shadow-card"
    >
      {picture}
      <div className="flex items-start gap-2 py-3 pr-2 pl-4">
        <div className="min-w-0 flex-1 py-1">
          <h3 className="flex items-center gap-2 text-sm font-semibold">
            <span className="truncate">{camera.name}</span>
            {camera.audio && (
              <Volume2 role="img" aria-label={t("camera.hasSound")} className="size-4 shrink-0 text-muted" />
            )}
          </h3>
          <p className="mt-1 truncate text-sm text-muted">
            {t(`sources.${camera.source}.name`)}
            {camera.url && ` · ${camera.url}`}
          </p>
          <p className="truncate text-sm text-muted">{t("camera.onDevice", { device: deviceName })}</p>
        </div>
        {menu}
      </div>
    </article>
  );
}
