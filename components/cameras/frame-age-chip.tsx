"use client";
import { useTranslations } from "use-intl";
import { PictureChip } from "@/components/ui/badge";
import { useFrameAge } from "./use-frame-age";

/** How old the picture is, over its corner. */
export function FrameAgeChip({ readAgeMs }: { readAgeMs: () => number | null }) {
  const t = useTranslations("camera");
  const seconds = useFrameAge(readAgeMs);
  if (seconds === null) return null;
  return (
    <PictureChip className="absolute bottom-3 left-3">
      <span title={t("age", { seconds })}>{t("ageShort", { seconds })}</span>
    </PictureChip>
  );
}
