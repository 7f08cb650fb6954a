"use client";
import { Archive, CircleDot, type LucideIcon, Radio } from "lucide-react";
import { useLocale, useTranslations } from "use-intl";
import { formatDuration } from "@/lib/client/format";
import type { Overview, OverviewCourt } from "@/lib/contracts/overview";

/** Recording, stored, reachable: the three numbers a club looks at first. */
export function Pillars({ overview: { courts, devices, today } }: { overview: Overview }) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const filmed = courts.filter(({ camera }) => camera !== null);
  const recording = courts.filter((court) => court.recording !== null).length;
  const free = filmed.filter((court) => court.recording === null && isReachable(court)).length;
  const stored = today.filter(({ status }) => status === "ready");
  const seconds = stored.reduce((sum, { duration_seconds }) => sum + (duration_seconds ?? 0), 0);
  const expected = devices.filter(({ last_seen_at }) => last_seen_at !== null);
  const cameras = { count: filmed.filter(isReachable).length, all: filmed.length };
  const machines = { count: expected.filter(({ online }) => online).length, all: expected.length };
  return (
    <dl aria-label={t("pillars")} className="grid divide-line max-sm:divide-y sm:grid-cols-3 sm:divide-x">
      <Pillar
        icon={CircleDot}
        label={t("recordingNow")}
        value={t("courtsRecording", { count: recording })}
        rest={t("freeCourts", { count: free })}
      />
      <Pillar
        icon={Archive}
        label={t("storedToday")}
        value={t("filesStored", { count: stored.length })}
        rest={stored.length > 0 ? t("hoursStored", { hours: formatDuration(seconds, locale) }) : null}
      />
      <Pillar icon={Radio} label={t("reachable")} value={t("ofCameras", cameras)} rest={t("ofDevices", machines)} />
    </dl>
  );
}

/** Nothing speaks against it: a camera nobody needs now is taken to be there. */
const isReachable = ({ device_online, camera_state }: OverviewCourt): boolean =>
  device_online && camera_state !== "unreachable" && camera_state !== "stale";

type PillarProps = { icon: LucideIcon; label: string; value: string; rest: string | null };
const Pillar = ({ icon: Icon, label, value, rest }: PillarProps) => (
  <div className="px-5 py-3 max-sm:flex max-sm:items-center max-sm:justify-between max-sm:gap-3 sm:px-7 sm:py-4">
    <dt className="flex items-center gap-2 text-sm text-muted">
      <Icon aria-hidden className="size-4" />
      {label}
    </dt>
    <dd className="font-semibold sm:mt-1 sm:text-lg tracking-tight tabular-nums">{value}</dd>
    <dd className="min-h-5 text-sm text-muted tabular-nums max-sm:hidden">{rest}</dd>
  </div>
);
