"use client";
import { ShieldCheck } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import { formatBytes, formatClock } from "@/lib/client/format";
import type { FileView } from "@/lib/contracts/files";
import { Poster } from "./poster";
import { useVideoName } from "./use-video-name";

type Props = {
  file: FileView;
  posterSrc: string | null;
  /** Null where it cannot be played: in the trash. */
  href: string | null;
  isSelected: boolean;
  check?: ReactNode;
  /** Instead of its size and duration. */
  note?: ReactNode;
  children: ReactNode;
};

/** Around rows: one card, a line between them. */
export const ROWS = "divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card";
const FRAME = "picture-frame w-24 shrink-0 rounded-control sm:w-32";

/** One video on one line: what a grid shows, closer together. */
export function VideoRow({ file, posterSrc, href, isSelected, check, note, children }: Props) {
  const t = useTranslations("videos");
  const locale = useLocale();
  const { courtOf, momentOf, nameOf } = useVideoName();
  const picture = <Poster src={posterSrc} />;
  return (
    <article
      aria-label={nameOf(file)}
      className={cx("flex items-center gap-2 py-2 pr-2 sm:gap-4", isSelected && "bg-sea-soft", !check && "pl-3")}
    >
      {check}
      {href ? (
        <Link href={href} aria-label={t("play", { name: nameOf(file) })} className={cx(FRAME, "block")}>
          {picture}
        </Link>
      ) : (
        <span className={FRAME}>{picture}</span>
      )}
      <div className="min-w-0 flex-1 sm:grid sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] sm:items-center sm:gap-4">
        <div className="min-w-0">
          <h2 className="flex items-center gap-1.5 text-sm font-semibold">
            <span className="truncate">{courtOf(file)}</span>
            {file.protected && (
              <ShieldCheck role="img" aria-label={t("isProtected")} className="size-4 shrink-0 text-live" />
            )}
          </h2>
          <p className="text-xs text-muted tabular-nums sm:text-sm">{momentOf(file)}</p>
        </div>
        <p className="truncate text-xs text-muted tabular-nums sm:text-sm">
          {note ??
            [
              file.duration_seconds !== null && formatClock(file.duration_seconds),
              formatBytes(file.bytes, locale),
              file.created_by_name,
              file.location === "device" && t("onDevice"),
            ]
              .filter(Boolean)
              .join(" · ")}
        </p>
      </div>
      {children}
    </article>
  );
}
