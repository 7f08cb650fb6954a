"use client";
import { ArrowLeft, ChevronLeft, ChevronRight, Gauge, Maximize, Minimize, MonitorUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { WallButton, wallButtonClasses } from "./wall-button";

export type Pages = { page: number; pages: number; perPage: number; all: number; onTurn: (by: number) => void };
type Props = {
  count: number;
  fps: number;
  fullScreen: { isFull: boolean; isPossible: boolean; toggle: () => void };
  pages: Pages | null;
};

/** Above the tiles: the way back, what is shown, and how. */
export function WallBar({ count, fps, fullScreen, pages }: Props) {
  const t = useTranslations("wall");
  return (
    <Bar>
      <Link href="/courts" aria-label={t("back")} title={t("back")} className={wallButtonClasses}>
        <ArrowLeft aria-hidden className="size-4.5" />
      </Link>
      <h1 className="font-semibold tracking-tight">{t("title")}</h1>
      <p className="text-sm text-stage-muted max-sm:hidden" title={t("keys")}>
        {t("lead", { count })}
      </p>
      <p role="status" className="ml-auto flex items-center gap-1.5 text-sm text-stage-muted">
        {fps < FULL_FPS && (
          <span className="flex items-center gap-1.5" title={t("slower", { fps })}>
            <Gauge aria-hidden className="size-4" />
            <span className="max-md:sr-only">{t("slower", { fps })}</span>
          </span>
        )}
      </p>
      {pages && <Turn {...pages} />}
      <Link href="/wall?kiosk=1" aria-label={t("kiosk")} title={t("kiosk")} className={wallButtonClasses}>
        <MonitorUp aria-hidden className="size-4.5" />
      </Link>
      <FullScreenButton {...fullScreen} />
    </Bar>
  );
}

const FULL_FPS = 5;

export const Bar = ({ children }: { children: ReactNode }) => (
  <header className="flex h-12 shrink-0 items-center gap-2 border-b border-stage-line px-2 sm:gap-3 sm:px-3">
    {children}
  </header>
);

export function FullScreenButton({ isFull, isPossible, toggle }: Props["fullScreen"]) {
  const t = useTranslations("wall");
  if (!isPossible) return null;
  const Icon = isFull ? Minimize : Maximize;
  return (
    <WallButton label={t(isFull ? "leaveFull" : "enterFull")} onClick={toggle}>
      <Icon aria-hidden className="size-4.5" />
    </WallButton>
  );
}

function Turn({ page, pages, perPage, all, onTurn }: Pages) {
  const t = useTranslations("wall");
  const from = (page - 1) * perPage + 1;
  return (
    <div className="flex items-center gap-1">
      <WallButton label={t("previousPage")} disabled={page === 1} onClick={() => onTurn(-1)}>
        <ChevronLeft aria-hidden className="size-4.5" />
      </WallButton>
      <span className="text-sm text-stage-muted tabular-nums">
        {t("page", { from, to: Math.min(all, page * perPage), all })}
      </span>
      <WallButton label={t("nextPage")} disabled={page === pages} onClick={() => onTurn(1)}>
        <ChevronRight aria-hidden className="size-4.5" />
      </WallButton>
    </div>
  );
}
