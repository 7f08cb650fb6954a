"use client";
import { useTranslations } from "use-intl";
import type { CameraStatus } from "@/components/cameras/camera-status";
import type { OverviewCourt } from "@/lib/contracts/overview";
import { type LineTone, Sign } from "./lines";
import { useMoment } from "./use-moment";

export const STATUS_SIGNS: Record<CameraStatus, LineTone> = {
  live: "good",
  idle: "good",
  connecting: "quiet",
  stale: "bad",
  unreachable: "bad",
  offline: "bad",
  none: "warn",
};

const STORED_SIGNS: Record<OverviewCourt["stored"]["state"], LineTone> = {
  stored: "good",
  finishing: "quiet",
  failed: "bad",
  missing: "bad",
  none: "quiet",
};

export function CourtRecording({ court: { recording } }: { court: Pick<OverviewCourt, "recording"> }) {
  const t = useTranslations("overview");
  const momentOf = useMoment();
  if (!recording) return <Sign tone="quiet">{t("free")}</Sign>;
  return (
    <Sign tone="rec" rest={t("recordingBy", { name: recording.by })}>
      {t("recordingUntil", { time: momentOf(recording.ends_at) })}
    </Sign>
  );
}

export function CourtStored({ stored: { state, at } }: { stored: OverviewCourt["stored"] }) {
  const t = useTranslations("overview");
  const momentOf = useMoment();
  return (
    <Sign tone={STORED_SIGNS[state]} rest={at && momentOf(at)}>
      {t(`stored.${state}`)}
    </Sign>
  );
}
