"use client";
import { Maximize } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { cameraStatus } from "@/components/cameras/camera-status";
import { FrameAgeChip } from "@/components/cameras/frame-age-chip";
import { MjpegPicture } from "@/components/cameras/mjpeg-picture";
import { Picture } from "@/components/cameras/picture";
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

export function LiveStage({ session }: { session: SessionDetail }) {
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
        <button
          type="button"
          aria-label={t("session.fullScreen")}
          onClick={() => void picture.frameRef.current?.requestFullscreen?.()}
          className="absolute right-3 bottom-3 grid size-10 place-items-center rounded-control bg-scrim text-stage-ink backdrop-blur-sm hover:bg-stage"
        >
          <Maximize aria-hidden className="size-4.5" />
        </button>
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
