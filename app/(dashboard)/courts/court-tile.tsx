"use client";
import { useTranslations } from "use-intl";
import { cameraStatus } from "@/components/cameras/camera-status";
import { Picture } from "@/components/cameras/picture";
import { StatusBadges } from "@/components/cameras/status-badges";
import { usePictureNote } from "@/components/cameras/use-picture-note";
import { CourtActions } from "@/components/courts/court-actions";
import { CourtCard } from "@/components/courts/court-card";
import { useAccount } from "@/lib/client/account";
import { useLivePicture } from "@/lib/client/use-live-picture";
import { useOpenCourt } from "@/lib/client/use-open-court";
import type { CourtView } from "@/lib/contracts/courts";
import { PROFILES } from "@/lib/contracts/frame";

type Props = { court: CourtView; showsClub: boolean; onRecord: () => void };

/** A court's card with its live picture and what this person may do there. */
export function CourtTile({ court, showsClub, onRecord }: Props) {
  const { can } = useAccount();
  const { isOpening, error, handleOpen } = useOpenCourt(court.id);
  const session = court.session?.status === "active" ? court.session : null;
  const isReady = court.camera !== null && court.device_online;
  return (
    <CourtCard
      court={court}
      showsClub={showsClub}
      error={error}
      picture={<TilePicture court={court} />}
      actions={
        <CourtActions
          courtName={court.name}
          sessionHref={session && `/sessions/${session.session_id}`}
          canOpen={can("session:create") && !court.recording}
          canRecord={can("recording:start") && !court.recording}
          isReady={isReady}
          isOpening={isOpening}
          onOpen={() => void handleOpen()}
          onRecord={onRecord}
        />
      }
    />
  );
}

/** Players see a picture only where they opened the court themselves. */
function TilePicture({ court }: { court: CourtView }) {
  const t = useTranslations("camera");
  const { can } = useAccount();
  const maySee = can("camera:watch") || court.session?.status === "active";
  const isWatched = maySee && court.camera !== null && court.device_online;
  const picture = useLivePicture(isWatched ? court.camera!.id : null, "tile", PROFILES.tile.fps);
  const status = cameraStatus({
    hasCamera: court.camera !== null,
    isDeviceOnline: court.device_online,
    reported: court.camera_state,
    picture: isWatched ? picture.state : null,
  });
  const note = usePictureNote({
    status,
    isPrivate: !maySee,
    isRefused: picture.state === "refused",
    staleSinceMs: picture.sinceMs,
    deviceLastSeenAt: court.device_last_seen_at,
  });
  const hasPicture = maySee && (picture.state === "live" || picture.state === "stale");
  return (
    <Picture
      frameRef={picture.frameRef}
      canvasRef={picture.canvasRef}
      label={t(note ? "lastPictureOf" : "pictureOf", { name: court.name })}
      hasPicture={hasPicture}
      isStale={hasPicture && note !== null}
      note={note}
    >
      <StatusBadges status={status} isRecording={court.recording !== null} isPrivate={!maySee} />
    </Picture>
  );
}
