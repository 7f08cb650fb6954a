"use client";
import { Maximize } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { cameraStatus } from "@/components/cameras/camera-status";
import { FrameAgeChip } from "@/components/cameras/frame-age-chip";
import { MjpegPicture } from "@/components/cameras/mjpeg-picture";
import { Picture } from "@/components/cameras/picture";
import { StageButton } from "@/components/cameras/stage-button";
import { StatusBadges } from "@/components/cameras/status-badges";
import { usePictureNote } from "@/components/cameras/use-picture-note";
import { isRunning } from "@/lib/client/recording-progress";
import { routes } from "@/lib/client/routes";
import { urlOf } from "@/lib/client/url";
import { useLivePicture } from "@/lib/client/use-live-picture";
import { PROFILES } from "@/lib/contracts/frame";
import type { SessionDetail } from "@/lib/contracts/sessions";

/** Without a picture over the socket for so long, while the camera is said to be live, plain HTTP is tried. */
const FALLBACK_AFTER_MS = 6_000;

type Props = { session: SessionDetail; children?: ReactNode };

/** Pictures as they come, without delay; over the socket, or over plain HTTP where no socket gets through. */
export function PreviewStage({ session, children }: Props) {
  const t = useTranslations();
  const picture = useLivePicture(session.device_online ? session.camera_id : null, "full", PROFILES.full.fps);
  const isFallback = useFallback(picture.state === "waiting" && session.proxy?.state === "live");
  const status = cameraStatus({
    hasCamera: true,
    isDeviceOnline: session.device_online,
    reported: session.proxy?.state ?? null,
    picture: isFallback ? "live" : picture.state,
  });
  const note = usePictureNote({
    status,
    isRefused: picture.state === "refused",
    staleSinceMs: picture.sinceMs,
    deviceLastSeenAt: null,
  });
  const name = session.court_name ?? session.camera_name;
  const hasPicture = picture.state === "live" || picture.state === "stale";
  return (
    <div className="overflow-hidden rounded-card border border-line">
      <Picture
        frameRef={picture.frameRef}
        canvasRef={picture.canvasRef}
        label={t(note ? "camera.lastPictureOf" : "camera.pictureOf", { name })}
        hasPicture={hasPicture}
        isStale={hasPicture && note !== null}
        note={note}
      >
        {isFallback && (
          <MjpegPicture
            src={urlOf(routes.previewStream, { params: { session: session.session_id } })}
            label={t("camera.pictureOf", { name })}
          />
        )}
        <StatusBadges status={status} isRecording={isRunning(session.recording)} />
        {status === "live" && !isFallback && <FrameAgeChip readAgeMs={picture.readAgeMs} />}
        <div className="absolute right-3 bottom-3 flex gap-2">
          {children}
          <StageButton
            icon={Maximize}
            label={t("session.fullScreen")}
            onPress={() => void picture.frameRef.current?.requestFullscreen?.()}
          />
        </div>
      </Picture>
    </div>
  );
}

function useFallback(isLacking: boolean): boolean {
  const [isFallback, setIsFallback] = useState(false);
  useEffect(() => {
    if (!isLacking) return setIsFallback(false);
    const timer = setTimeout(() => setIsFallback(true), FALLBACK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isLacking]);
  return isFallback;
}
