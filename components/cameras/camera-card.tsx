"use client";
import { Volume2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import type { CameraView, Publishing } from "@/lib/contracts/cameras";

type Props = {
  camera: CameraView;
  deviceName: string;
  /** How far its publishing is, as its device says; null when it does not say. */
  publishing: Publishing | null;
  picture: ReactNode;
  menu: ReactNode;
};

/** A camera as its keeper sees it: picture, name, where it comes from, who reads it. */
export function CameraCard({ camera, deviceName, publishing, picture, menu }: Props) {
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
          {camera.publish_url && <PublishLine address={camera.publish_url} publishing={publishing} />}
        </div>
        {menu}
      </div>
    </article>
  );
}

function PublishLine({ address, publishing }: { address: string; publishing: Publishing | null }) {
  const t = useTranslations("places");
  const cause = publishing?.cause as PublishCause | null | undefined;
  const why = cause && t.has(`publishCause.${cause}`) ? t(`publishCause.${cause}`) : null;
  return (
    <p className={cx("text-sm", publishing?.state === "waiting" ? "text-warn" : "text-muted")}>
      {t(`publishing.${publishing?.state ?? "unknown"}`, { address })}
      {why && ` ${why}`}
    </p>
  );
}

type PublishCause = "wrong_login" | "silent";
