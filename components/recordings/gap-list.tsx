"use client";
import { useFormatter, useTranslations } from "use-intl";
import type { Gap } from "@/lib/contracts/recordings";

/** When the camera was away during a recording; nothing when it never was. */
export function GapList({ gaps }: { gaps: Gap[] }) {
  const t = useTranslations("recording");
  const format = useFormatter();
  if (gaps.length === 0) return null;
  const time = (at: string) => format.dateTime(new Date(at), "timeWithSeconds");
  return (
    <details className="mt-4 rounded-control bg-warn-soft px-3 py-2.5 text-sm text-warn">
      <summary className="cursor-pointer font-medium">{t("gaps", { count: gaps.length })}</summary>
      <p className="mt-2 leading-snug">{t("gapsExplained")}</p>
      <ul className="mt-2 grid gap-1 tabular-nums">
        {gaps.map(({ from, to }) => (
          <li key={from}>
            {to ? t("gapLine", { from: time(from), to: time(to) }) : t("gapOpen", { from: time(from) })}
          </li>
        ))}
      </ul>
    </details>
  );
}
