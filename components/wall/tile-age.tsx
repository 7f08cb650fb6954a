"use client";
import { useTranslations } from "use-intl";
import { useFrameAge } from "@/components/cameras/use-frame-age";

/** How old the picture is, in a place of its own so that nothing beside it jumps. */
export function TileAge({ readAgeMs }: { readAgeMs: () => number | null }) {
  const t = useTranslations("camera");
  const seconds = useFrameAge(readAgeMs);
  return (
    <span className="min-w-[4.5ch] shrink-0 text-right tabular-nums">
      {seconds !== null && t("ageShort", { seconds })}
    </span>
  );
}
