"use client";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { CameraCard } from "@/components/cameras/camera-card";
import { CameraMenu } from "@/components/cameras/camera-menu";
import { cameraStatus } from "@/components/cameras/camera-status";
import { Picture } from "@/components/cameras/picture";
import { StatusBadges } from "@/components/cameras/status-badges";
import { usePictureNote } from "@/components/cameras/use-picture-note";
import { useAccount } from "@/lib/client/account";
import { useLivePicture } from "@/lib/client/use-live-picture";
import type { Places } from "@/lib/client/use-places";
import { useCauseText } from "@/lib/client/use-refusal-text";
import type { CameraView } from "@/lib/contracts/cameras";
import type { DeviceView } from "@/lib/contracts/devices";
import { CameraDialog } from "./camera-dialog";
import { RemoveCameraDialog } from "./remove-camera-dialog";

/** Enough to see that it moves; a keeper's page may show many. */
const FPS = 2;

type Props = { camera: CameraView; places: Places; onChanged: () => void };

export function CameraTile({ camera, places, onChanged }: Props) {
  const { can } = useAccount();
  const [open, setOpen] = useState<"edit" | "remove" | null>(null);
  const device = places.devices.find(({ id }) => id === camera.device_id);
  const publishing = device?.online
    ? (device.cameras.find(({ id }) => id === camera.id)?.report?.publishing ?? null)
    : null;
  const close = () => setOpen(null);
  return (
    <>
      <CameraCard
        camera={camera}
        deviceName={device?.name ?? camera.device_id}
        publishing={publishing}
        picture={<TilePicture camera={camera} device={device} />}
        menu={
          can("camera:write") && (
            <CameraMenu name={camera.name} onEdit={() => setOpen("edit")} onRemove={() => setOpen("remove")} />
          )
        }
      />
      {open === "edit" && (
        <CameraDialog places={places} camera={camera} courtId={camera.court_id} onClose={close} onSaved={onChanged} />
      )}
      {open === "remove" && <RemoveCameraDialog camera={camera} onClose={close} onRemoved={onChanged} />}
    </>
  );
}

function TilePicture({ camera, device }: { camera: CameraView; device: DeviceView | undefined }) {
  const t = useTranslations("camera");
  const causeText = useCauseText();
  const isOnline = device?.online ?? false;
  const picture = useLivePicture(isOnline ? camera.id : null, "tile", FPS);
  const report = device?.cameras.find(({ id }) => id === camera.id)?.report ?? null;
  const status = cameraStatus({
    hasCamera: true,
    isDeviceOnline: isOnline,
    reported: report?.state ?? null,
    picture: isOnline ? picture.state : null,
  });
  const note = usePictureNote({
    status,
    isRefused: picture.state === "refused",
    staleSinceMs: picture.sinceMs,
    deviceLastSeenAt: device?.last_seen_at ?? null,
  });
  const cause = status === "unreachable" ? causeText(report?.cause) : null;
  const hasPicture = picture.state === "live" || picture.state === "stale";
  return (
    <Picture
      frameRef={picture.frameRef}
      canvasRef={picture.canvasRef}
      label={t(picture.state === "stale" ? "lastPictureOf" : "pictureOf", { name: camera.name })}
      hasPicture={hasPicture}
      isStale={picture.state === "stale" || (hasPicture && !isOnline)}
      note={cause ? { icon: TriangleAlert, text: cause } : note}
    >
      <StatusBadges status={status} isRecording={report?.recording_session_id != null} />
    </Picture>
  );
}
