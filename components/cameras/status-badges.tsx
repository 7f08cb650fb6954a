"use client";
import { useTranslations } from "use-intl";
import { PictureBadge } from "@/components/ui/badge";
import { type CameraStatus, STATUS_TONE } from "./camera-status";

type Props = {
  status: CameraStatus;
  isRecording: boolean;
  /** No picture is shown here on purpose: only trouble is worth a word. */
  isPrivate?: boolean;
};

/** What the camera does, and whether it is being recorded, in the picture's corner. */
export function StatusBadges({ status, isRecording, isPrivate }: Props) {
  const t = useTranslations("camera");
  const isQuiet = isPrivate ? STATUS_TONE[status] !== "warn" : isRecording && status === "live";
  return (
    <div className="absolute top-3 left-3 flex flex-wrap gap-1.5">
      {isRecording && <PictureBadge tone="rec">{t("recording")}</PictureBadge>}
      {!isQuiet && <PictureBadge tone={STATUS_TONE[status]}>{t(`state.${status}`)}</PictureBadge>}
    </div>
  );
}
