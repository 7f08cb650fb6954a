"use client";
import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import { Panel } from "@/components/ui/panel";
import { formatBytes, formatDuration } from "@/lib/client/format";
import type { TodaysRecording } from "@/lib/contracts/overview";
import { type LineTone, Sign } from "./lines";

type Props = { recordings: TodaysRecording[]; showsClub: boolean };

/** What was recorded today, newest first. */
export function TodayList({ recordings, showsClub }: Props) {
  const t = useTranslations("overview");
  if (recordings.length === 0)
    return (
      <Panel title={t("today")}>
        <p className="text-sm text-muted">{t("todayEmpty")}</p>
      </Panel>
    );
  return (
    <Panel title={t("today")}>
      <ul className="-mx-2 grid">
        {recordings.map((recording) => (
          <TodayLine key={recording.session_id} recording={recording} showsClub={showsClub} />
        ))}
      </ul>
    </Panel>
  );
}

const SIGNS: Record<TodaysRecording["status"], LineTone> = {
  starting: "quiet",
  recording: "rec",
  finalizing: "quiet",
  ready: "good",
  failed: "bad",
};

function TodayLine({ recording, showsClub }: { recording: TodaysRecording; showsClub: boolean }) {
  const t = useTranslations();
  const locale = useLocale();
  const format = useFormatter();
  const { status, session_id, file_id, duration_seconds, bytes } = recording;
  const time = (at: string) => format.dateTime(new Date(at), "time");
  const facts = status === "ready" && [
    duration_seconds !== null && formatDuration(duration_seconds, locale),
    formatBytes(bytes, locale),
  ];
  return (
    <li>
      <Link
        href={status === "ready" && file_id ? `/videos/${file_id}` : `/sessions/${session_id}`}
        className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-0.5 rounded-control px-2 py-2.5 text-sm tabular-nums transition-colors hover:bg-sunken sm:grid-cols-[7rem_1fr_1fr_9rem]"
      >
        <span className="font-medium max-sm:order-2">
          {time(recording.started_at)} – {time(recording.ends_at)}
        </span>
        <span className="truncate font-semibold max-sm:order-1 max-sm:col-span-2">
          {recording.court_name}
          {showsClub && <span className="font-normal text-muted"> · {recording.club_name}</span>}
        </span>
        <span className="truncate text-muted max-sm:order-4 max-sm:col-span-2">
          {[recording.by, ...(facts || [])].filter(Boolean).join(" · ")}
        </span>
        <span className="max-sm:order-3">
          <Sign tone={SIGNS[status]}>{t(`overview.status.${status}`)}</Sign>
        </span>
      </Link>
    </li>
  );
}
