"use client";
import { useTranslations } from "use-intl";
import { PictureChip } from "@/components/ui/badge";
import { useFrameAge } from "./use-frame-age";

type Props = {
  readAgeMs: () => number | null;
  /** It is a stream that is behind, not a picture that is old. */
  isStream?: boolean;
};

/** How old the picture is, over its corner. */
export function FrameAgeChip({ readAgeMs, isStream }: Props) {
  const t = useTranslations();
  const seconds = useFrameAge(readAgeMs);
  if (seconds === null) return null;
  return (
    <PictureChip className="absolute bottom-3 left-3">
      <span title={isStream ? t("live.latency", { seconds }) : t("camera.age", { seconds })}>
        {t("camera.ageShort", { seconds })}
      </span>
    </PictureChip>
  );
}
