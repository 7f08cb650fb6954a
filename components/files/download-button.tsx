"use client";
import { Download, X } from "lucide-react";
import type { MouseEvent } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";

type Props = {
  /** Null while there is nothing to be had yet. */
  href: string | null;
  /** 0 to 1 while it runs in the page; null else. */
  fraction: number | null;
  onClick: (event: MouseEvent) => void;
  onCancel: () => void;
};

/** Keeps its width while it fills. */
export function DownloadButton({ href, fraction, onClick, onCancel }: Props) {
  const t = useTranslations("download");
  if (href === null)
    return (
      <Button disabled variant="primary" className="min-w-40">
        <Download aria-hidden className="size-4" />
        {t("start")}
      </Button>
    );
  if (fraction === null)
    return (
      <Button asChild variant="primary" className="min-w-40">
        <a href={href} download onClick={onClick}>
          <Download aria-hidden className="size-4" />
          {t("start")}
        </a>
      </Button>
    );
  const percent = String(Math.floor(fraction * 100));
  return (
    <div className="flex h-10 min-w-40 items-center gap-2">
      <div className="flex-1">
        <p className="mb-1 text-xs text-muted tabular-nums">{t("running", { percent })}</p>
        <ProgressBar isThin tone="sea" label={t("start")} fraction={fraction} text={t("running", { percent })} />
      </div>
      <Button variant="ghost" size="icon" aria-label={t("cancel")} onClick={onCancel}>
        <X aria-hidden className="size-4" />
      </Button>
    </div>
  );
}
