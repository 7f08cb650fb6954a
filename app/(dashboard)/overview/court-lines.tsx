"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { cameraStatus } from "@/components/cameras/camera-status";
import { CourtRecording, CourtStored, STATUS_SIGNS } from "@/components/overview/court-signs";
import { Cell, Line, Lines, Sign } from "@/components/overview/lines";
import { LiveAge } from "@/components/overview/live-age";
import { Thumbnail } from "@/components/overview/thumbnail";
import { useLivePicture } from "@/lib/client/use-live-picture";
import type { OverviewCourt } from "@/lib/contracts/overview";

/** Enough to see that it lives; a wall is elsewhere. */
const THUMBNAIL_FPS = 1;

type Props = { courts: OverviewCourt[]; showsClub: boolean };

/** One line per court. Its small live picture also wakes the camera, so that "reachable" is seen and not believed. */
export function CourtLines({ courts, showsClub }: Props) {
  const t = useTranslations("overview");
  const columns = ["name", "recording", "stored", "reachable", "lastFrame"] as const;
  return (
    <Lines title={t("courts")} columns={columns.map((column) => t(`column.${column}`))}>
      {courts.map((court) => (
        <CourtLine key={court.id} court={court} showsClub={showsClub} />
      ))}
    </Lines>
  );
}

function CourtLine({ court, showsClub }: { court: OverviewCourt; showsClub: boolean }) {
  const t = useTranslations();
  const { camera, device_online } = court;
  const isWatched = camera !== null && device_online;
  const picture = useLivePicture(isWatched ? camera.id : null, "tile", THUMBNAIL_FPS);
  const status = cameraStatus({
    hasCamera: camera !== null,
    isDeviceOnline: device_online,
    reported: court.camera_state,
    picture: isWatched ? picture.state : null,
  });
  return (
    <Line>
      <Cell className="col-span-2">
        <Link
          href={`/wall?court=${court.id}`}
          aria-label={t("overview.watch", { name: court.name })}
          className="flex items-center gap-3.5 rounded-control"
        >
          <Thumbnail picture={picture} isWatched={isWatched} isLive={status === "live"} />
          <span className="min-w-0">
            <span className="block truncate text-sm font-semibold">{court.name}</span>
            <span className="block truncate text-muted">{showsClub ? court.club_name : camera?.name}</span>
          </span>
        </Link>
      </Cell>
      <Cell label={t("overview.column.recording")}>
        <CourtRecording court={court} />
      </Cell>
      <Cell label={t("overview.column.stored")}>
        <CourtStored stored={court.stored} />
      </Cell>
      <Cell label={t("overview.column.reachable")}>
        <Sign tone={STATUS_SIGNS[status]}>{t(`camera.state.${status}`)}</Sign>
      </Cell>
      <Cell label={t("overview.column.lastFrame")}>
        <LiveAge readAgeMs={picture.readAgeMs} lastFrameAt={court.last_frame_at} />
      </Cell>
    </Line>
  );
}
