"use client";
import { Maximize, Volume2, VolumeX } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { cameraStatus } from "@/components/cameras/camera-status";
import { FrameAgeChip } from "@/components/cameras/frame-age-chip";
import { StageButton } from "@/components/cameras/stage-button";
import { StatusBadges } from "@/components/cameras/status-badges";
import { StreamPicture } from "@/components/cameras/stream-picture";
import { usePictureNote } from "@/components/cameras/use-picture-note";
import { isRunning } from "@/lib/client/recording-progress";
import { routes } from "@/lib/client/routes";
import { urlOf } from "@/lib/client/url";
import { useLiveStream } from "@/lib/client/use-live-stream";
import type { SessionDetail } from "@/lib/contracts/sessions";

type Props = { session: SessionDetail; onFailed: () => void; children: ReactNode };

/** The camera's own stream, silent until somebody wants to hear it. */
export function StreamStage({ session, onFailed, children }: Props) {
  const t = useTranslations();
  const [isMuted, setIsMuted] = useState(true);
  const src = urlOf(routes.previewPlaylist, { params: { session: session.session_id } });
  const stream = useLiveStream(src, onFailed);
  const status = cameraStatus({
    hasCamera: true,
    isDeviceOnline: session.device_online,
    reported: session.proxy?.state ?? null,
    picture: stream.state,
  });
  const note = usePictureNote({ status, staleSinceMs: stream.sinceMs, deviceLastSeenAt: null });
  const name = session.court_name ?? session.camera_name;
  const hasPicture = stream.state !== "waiting";
  return (
    <div className="overflow-hidden rounded-card border border-line">
      <StreamPicture
        frameRef={stream.frameRef}
        videoRef={stream.videoRef}
        label={note ? t("camera.lastPictureOf", { name }) : t("live.streamOf", { name })}
        hasPicture={hasPicture}
        isStale={hasPicture && note !== null}
        isMuted={isMuted}
        note={note}
      >
        <StatusBadges status={status} isRecording={isRunning(session.recording)} />
        {status === "live" && <FrameAgeChip readAgeMs={stream.readLatencyMs} isStream />}
        <div className="absolute right-3 bottom-3 flex gap-2">
          {children}
          {stream.hasSound && (
            <StageButton
              icon={isMuted ? VolumeX : Volume2}
              label={isMuted ? t("live.soundOn") : t("live.soundOff")}
              onPress={() => setIsMuted(!isMuted)}
            />
          )}
          <StageButton
            icon={Maximize}
            label={t("session.fullScreen")}
            onPress={() => void stream.frameRef.current?.requestFullscreen?.()}
          />
        </div>
      </StreamPicture>
    </div>
  );
}
