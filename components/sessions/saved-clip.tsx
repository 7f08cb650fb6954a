"use client";
import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import { Poster } from "@/components/files/poster";
import { formatClock } from "@/lib/client/format";
import type { FileView } from "@/lib/contracts/files";

type Props = {
  file: FileView;
  posterSrc: string | null;
  /** Null for those who may not see it. */
  href: string | null;
};

/** A clip that was just made, small: its picture leads to the player. */
export function SavedClip({ file, posterSrc, href }: Props) {
  const t = useTranslations("replay");
  const format = useFormatter();
  const time = format.dateTime(new Date(file.created_at), "time");
  const length = formatClock(file.duration_seconds ?? 0);
  if (href === null) return <p className="mt-4 text-sm leading-relaxed">{t("kept", { length })}</p>;
  return (
    <Link
      href={href}
      className="mt-4 flex items-center gap-3 rounded-control border border-line p-2 transition-colors hover:border-line-strong"
    >
      <span className="picture-frame relative w-28 shrink-0 overflow-hidden rounded-control">
        <Poster src={posterSrc} />
      </span>
      <span className="min-w-0 text-sm">
        <span className="block font-medium">{t("watch")}</span>
        <span className="block truncate text-muted tabular-nums">{t("facts", { time, length })}</span>
      </span>
    </Link>
  );
}
