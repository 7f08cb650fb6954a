"use client";
import { useFormatter, useTranslations } from "use-intl";
import { LastLines } from "@/components/events/last-lines";
import { useTroubleWords } from "@/components/events/use-trouble-words";
import { Panel } from "@/components/ui/panel";
import type { Trouble } from "@/lib/client/trouble";

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
  const format = useFormatter();
  const { title, cause } = useTroubleWords(trouble);
  return (
    <li className="flex items-baseline gap-3 py-2.5 text-sm first:pt-0 last:pb-0">
      <time dateTime={trouble.at.toISOString()} className="shrink-0 text-muted tabular-nums">
        {format.dateTime(trouble.at, "timeWithSeconds")}
      </time>
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {cause && <p className="text-muted leading-snug">{cause}</p>}
        <LastLines lines={trouble.lines} />
      </div>
    </li>
  );
}
