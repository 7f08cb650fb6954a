"use client";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import { Panel } from "@/components/ui/panel";
import { formatDuration } from "@/lib/client/format";
import type { Trouble } from "@/lib/client/trouble";
import { useCauseText } from "@/lib/client/use-refusal-text";

/** What went wrong by itself and what became of it, newest first; nothing when all was well. */
export function WhatHappened({ troubles }: { troubles: Trouble[] }) {
  const t = useTranslations("happened");
  if (troubles.length === 0) return null;
  return (
    <Panel title={t("title")}>
      <ul className="max-h-96 divide-y divide-line overflow-y-auto">
        {troubles.map((trouble) => (
          <TroubleLine key={trouble.id} trouble={trouble} />
        ))}
      </ul>
    </Panel>
  );
}

function TroubleLine({ trouble }: { trouble: Trouble }) {
  const t = useTranslations("happened");
  const format = useFormatter();
  const { title, cause } = useWords(trouble);
  return (
    <li className="flex items-baseline gap-3 py-2.5 text-sm first:pt-0 last:pb-0">
      <time dateTime={trouble.at.toISOString()} className="shrink-0 text-muted tabular-nums">
        {format.dateTime(trouble.at, "timeWithSeconds")}
      </time>
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {cause && <p className="text-muted leading-snug">{cause}</p>}
        {trouble.lines.length > 0 && (
          <details className="mt-1">
            <summary className="cursor-pointer text-muted">{t("lines")}</summary>
            <pre className="mt-1.5 max-h-48 overflow-auto rounded-control bg-sunken p-2 text-xs whitespace-pre-wrap break-words">
              {trouble.lines.join("\n")}
            </pre>
          </details>
        )}
      </div>
    </li>
  );
}

function useWords({ type, cause, lostSeconds, flickers }: Trouble): { title: string; cause: string | null } {
  const t = useTranslations("happened");
  const locale = useLocale();
  const causeText = useCauseText();
  switch (type) {
    case "camera.lost":
      return { title: t("lost"), cause: causeText(cause) };
    case "camera.back":
      return {
        title: t("back", { duration: formatDuration(lostSeconds, locale) }),
        cause: flickers > 0 ? t("flickers", { count: flickers }) : null,
      };
    case "recorder.replaced":
      return { title: t("replaced"), cause: isKnown(cause) ? t(`replacedCause.${cause}`) : null };
    default:
      return { title: t("stopped"), cause: null };
  }
}

const isKnown = (cause: string | null): cause is "mute" | "ended" | "out_of_step" =>
  cause === "mute" || cause === "ended" || cause === "out_of_step";
