"use client";
import {
  Building2,
  CalendarClock,
  ChevronDown,
  CircleDot,
  Clapperboard,
  KeyRound,
  Link2,
  type LucideIcon,
  NotebookPen,
  SquarePlay,
  UserRound,
  Video,
} from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { AuditEntryView } from "@/lib/contracts/audit";
import { useSentence } from "./use-sentence";

const ICONS: Record<string, LucideIcon> = {
  ...{ court: SquarePlay, session: SquarePlay, camera: Video, recording: CircleDot, file: Clapperboard },
  ...{ share: Link2, plan: CalendarClock, calendar_feed: CalendarClock, user: UserRound, account: UserRound },
  ...{ login: KeyRound, token: KeyRound, club: Building2 },
};

/** One entry: when, a sentence, and on demand everything that was written down. */
export function AuditLine({ entry }: { entry: AuditEntryView }) {
  const t = useTranslations("audit");
  const format = useFormatter();
  const sentence = useSentence();
  const Icon = ICONS[entry.action.split(".")[0] ?? ""] ?? NotebookPen;
  const at = new Date(entry.at);
  return (
    <li>
      <details className="group">
        <summary className="flex cursor-pointer list-none items-start gap-3 px-4 py-2.5 text-sm hover:bg-sunken [&::-webkit-details-marker]:hidden">
          <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
          <time dateTime={entry.at} className="shrink-0 text-muted tabular-nums">
            {format.dateTime(at, "time")}
          </time>
          <span className="min-w-0 flex-1 break-words">{sentence(entry)}</span>
          <ChevronDown
            role="img"
            aria-label={t("details")}
            className="mt-0.5 size-4 shrink-0 text-muted transition-transform group-open:rotate-180"
          />
        </summary>
        <EntryDetails entry={entry} />
      </details>
    </li>
  );
}

function EntryDetails({ entry }: { entry: AuditEntryView }) {
  const t = useTranslations("audit");
  const facts: [string, string][] = [
    [t("fieldAction"), entry.action],
    [t("fieldActor"), entry.actor],
    [t("fieldTarget"), entry.target],
    ...Object.entries(entry.details).map(([name, value]): [string, string] => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
    ...(entry.request_id ? [[t("fieldRequest"), entry.request_id] as [string, string]] : []),
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 px-4 pt-1 pb-3.5 pl-11 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-muted">{name}</dt>
          <dd className="break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
