"use client";
import { useTranslations } from "use-intl";
import { type CameraStatus, STATUS_TONE } from "@/components/cameras/camera-status";
import { StatusDot } from "@/components/ui/badge";
import type { CourtView } from "@/lib/contracts/courts";
import { TileAge } from "./tile-age";

type Props = { court: CourtView; showsClub: boolean; status: CameraStatus; readAgeMs: () => number | null };

/** Along the lower edge: what court this is, how its camera is, whether it records, how old the picture is. */
export function TileLabel({ court, showsClub, status, readAgeMs }: Props) {
  const t = useTranslations("camera");
  return (
    <span className="absolute inset-x-0 bottom-0 flex items-center gap-1.5 bg-stage/85 px-2 py-1 text-[0.6875rem] text-stage-ink @[16rem]:gap-2 @[16rem]:px-3 @[16rem]:py-1.5 @[16rem]:text-sm">
      <StatusDot tone={STATUS_TONE[status]} />
      <span className="min-w-0 truncate font-semibold">
        {court.name}
        {showsClub && <span className="font-normal text-stage-muted"> · {court.club_name}</span>}
      </span>
      {court.recording && (
        <span className="flex shrink-0 items-center gap-1 font-medium">
          <StatusDot tone="rec" />
          <span className="hidden @[14rem]:inline">{t("recording")}</span>
        </span>
      )}
      <span className="ml-auto hidden shrink-0 text-stage-muted @[20rem]:inline">{t(`state.${status}`)}</span>
      <TileAge readAgeMs={readAgeMs} />
    </span>
  );
}
