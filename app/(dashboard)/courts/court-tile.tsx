"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { cameraStatus } from "@/components/cameras/camera-status";
import { Picture } from "@/components/cameras/picture";
import { StatusBadges } from "@/components/cameras/status-badges";
import { usePictureNote } from "@/components/cameras/use-picture-note";
import { CourtActions } from "@/components/courts/court-actions";
import { CourtCard } from "@/components/courts/court-card";
import { useToast } from "@/components/ui/toast";
import { useAccount } from "@/lib/client/account";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useErrorText } from "@/lib/client/use-error-text";
import { useLivePicture } from "@/lib/client/use-live-picture";
import type { CourtView } from "@/lib/contracts/courts";
import { PROFILES } from "@/lib/contracts/frame";

type Props = { court: CourtView; showsClub: boolean; onRecord: () => void };

/** A court's card with its live picture and what this person may do there. */
export function CourtTile({ court, showsClub, onRecord }: Props) {
  const { can } = useAccount();
  const { isOpening, handleOpen } = useOpenCourt(court.id);
  const session = court.session?.status === "active" ? court.session : null;
  const isReady = court.camera !== null && court.device_online;
  return (
    <CourtCard
      court={court}
      showsClub={showsClub}
      picture={<TilePicture court={court} />}
      actions={
        <CourtActions
          courtName={court.name}
          sessionHref={session && `/sessions/${session.session_id}`}
          canOpen={can("session:create") && !court.recording}
          canRecord={can("recording:start") && !court.recording}
          isReady={isReady}
          isOpening={isOpening}
          onOpen={handleOpen}
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
      isStale={note !== null}
      note={note}
    >
      <StatusBadges status={status} isRecording={court.recording !== null} />
    </Picture>
  );
}

function useOpenCourt(courtId: number) {
  const router = useRouter();
  const showToast = useToast();
  const errorText = useErrorText();
  const [isOpening, setIsOpening] = useState(false);
  async function handleOpen() {
    setIsOpening(true);
    try {
      const { session } = await api(routes.sessionCreate, { body: { terrain_id: courtId } });
      router.push(`/sessions/${session.session_id}`);
    } catch (error) {
      showToast({ tone: "bad", text: errorText(error) });
      setIsOpening(false);
    }
  }
  return { isOpening, handleOpen };
}
