"use client";
import { CameraOff, EyeOff, Hourglass, ServerOff, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { CameraStatus } from "./camera-status";
import type { PictureNote } from "./picture";

type Facts = {
  status: CameraStatus;
  /** Nobody asked for a picture, because this person may not see it. */
  isPrivate?: boolean;
  isRefused?: boolean;
  staleSinceMs: number | null;
  deviceLastSeenAt: string | null;
};

/** The words over a picture that is missing or stands still; null while it moves. */
export function usePictureNote(facts: Facts): PictureNote | null {
  const { status, isPrivate, isRefused, staleSinceMs, deviceLastSeenAt } = facts;
  const t = useTranslations("camera");
  const format = useFormatter();
  const time = (at: number | string) => format.dateTime(new Date(at), "timeWithSeconds");

  if (status === "none") return { icon: CameraOff, text: t("noCamera") };
  if (status === "offline")
    return {
      icon: ServerOff,
      text: deviceLastSeenAt ? t("offlineSince", { time: time(deviceLastSeenAt) }) : t("state.offline"),
    };
  if (isPrivate) return { icon: EyeOff, text: t("private") };
  if (isRefused) return { icon: EyeOff, text: t("refused") };
  if (status === "unreachable")
    return { icon: TriangleAlert, text: staleSinceMs ? t("lostSince", { time: time(staleSinceMs) }) : t("lost") };
  if (status === "stale")
    return {
      icon: TriangleAlert,
      text: staleSinceMs ? t("staleSince", { time: time(staleSinceMs) }) : t("state.stale"),
    };
  if (status === "live") return null;
  return { icon: Hourglass, text: t("waiting") };
}
