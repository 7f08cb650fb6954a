"use client";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import type { OccurrenceView } from "@/lib/contracts/schedule";
import { lookOf, STYLES } from "./look";

/** The state in a word, with its sign; a conflict ahead goes before it. */
export function StateWord({ occurrence, className }: { occurrence: OccurrenceView; className?: string }) {
  const t = useTranslations("schedule");
  const look = lookOf(occurrence);
  const { icon: Icon, text } = STYLES[look];
  if (occurrence.conflict && look === "planned")
    return (
      <span className={cx("inline-flex min-w-0 items-center gap-1 font-medium text-warn", className)}>
        <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
        <span className="truncate">{t("inTheWay")}</span>
      </span>
    );
  return (
    <span className={cx("inline-flex min-w-0 items-center gap-1 font-medium", text, className)}>
      {Icon ? (
        <Icon aria-hidden className="size-3.5 shrink-0" />
      ) : (
        <span aria-hidden className="mx-0.5 size-2 shrink-0 animate-pulse-dot rounded-full bg-rec" />
      )}
      <span className="truncate">{t(`look.${look}`)}</span>
    </span>
  );
}
