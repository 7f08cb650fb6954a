"use client";
import { useEffect, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { PictureChip } from "@/components/ui/badge";

const READ_EVERY_MS = 1_000;

/** How old the picture is, read once a second: often enough to trust it, seldom enough to read it. */
export function FrameAgeChip({ readAgeMs }: { readAgeMs: () => number | null }) {
  const t = useTranslations("camera");
  const format = useFormatter();
  const [ageMs, setAgeMs] = useState<number | null>(null);
  useEffect(() => {
    const timer = setInterval(() => setAgeMs(readAgeMs()), READ_EVERY_MS);
    return () => clearInterval(timer);
  }, [readAgeMs]);
  if (ageMs === null) return null;
  const seconds = format.number(ageMs / 1000, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <PictureChip className="absolute bottom-3 left-3">
      <span title={t("age", { seconds })}>{t("ageShort", { seconds })}</span>
    </PictureChip>
  );
}
