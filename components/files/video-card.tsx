"use client";
import { HardDrive, Play, ShieldCheck } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl";
import { PictureChip } from "@/components/ui/badge";
import { cx } from "@/components/ui/cx";
import { formatBytes, formatClock } from "@/lib/client/format";
import type { FileView } from "@/lib/contracts/files";
import { Poster } from "./poster";
import { useVideoName } from "./use-video-name";

type Props = {
  file: FileView;
  posterSrc: string | null;
  href: string;
  isSelected: boolean;
  /** Chooses it among others; over the corner of the picture. */
  check?: ReactNode;
  menu: ReactNode;
};

/** One video: its poster leads to the player, its menu holds the rest. */
export function VideoCard({ file, posterSrc, href, isSelected, check, menu }: Props) {
  const t = useTranslations("videos");
  const locale = useLocale();
  const { courtOf, momentOf, nameOf } = useVideoName();
  return (
    <article
      aria-label={nameOf(file)}
      className={cx(
        "group relative overflow-hidden rounded-card border bg-surface shadow-card",
        isSelected ? "border-sea outline-2 outline-sea" : "border-line",
      )}
    >
      <Link
        href={href}
        aria-label={t("play", { name: nameOf(file) })}
        className="picture-frame block focus-visible:outline-offset-[-3px]"
      >
        <Poster src={posterSrc} />
        <span className="absolute inset-0 grid place-items-center opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100">
          <span className="grid size-14 place-items-center rounded-full bg-scrim backdrop-blur-sm">
            <Play aria-hidden className="ml-0.5 size-6 fill-current" />
          </span>
        </span>
        {file.protected && (
          <PictureChip className="absolute top-2.5 left-2.5">
            <ShieldCheck aria-hidden className="size-3.5" />
            {t("isProtected")}
          </PictureChip>
        )}
        {file.location === "device" && (
          <PictureChip className="absolute bottom-2.5 left-2.5">
            <HardDrive aria-hidden className="size-3.5" />
            {t("onDevice")}
          </PictureChip>
        )}
        {file.duration_seconds !== null && (
          <PictureChip className="absolute right-2.5 bottom-2.5">{formatClock(file.duration_seconds)}</PictureChip>
        )}
      </Link>
      {check && <div className="absolute top-1 right-1 rounded-control bg-scrim backdrop-blur-sm">{check}</div>}
      <div className="flex items-start gap-2 py-3 pr-2 pl-4">
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-sm font-semibold">{courtOf(file)}</h2>
          <p className="truncate text-sm text-muted tabular-nums">{momentOf(file)}</p>
          <p className="mt-0.5 truncate text-xs text-muted tabular-nums">
            {[formatBytes(file.bytes, locale), file.created_by_name].filter(Boolean).join(" · ")}
          </p>
        </div>
        {menu}
      </div>
    </article>
  );
}
