"use client";
import { useEffect, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";

const READ_EVERY_MS = 1_000;

/** How old the picture is, in a place of its own so that nothing beside it jumps. */
export function TileAge({ readAgeMs }: { readAgeMs: () => number | null }) {
  const t = useTranslations("camera");
  const format = useFormatter();
  const [ageMs, setAgeMs] = useState<number | null>(null);
  useEffect(() => {
    const timer = setInterval(() => setAgeMs(readAgeMs()), READ_EVERY_MS);
    return () => clearInterval(timer);
  }, [readAgeMs]);
  const seconds =
    ageMs === null ? null : format.number(ageMs / 1_000, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <span className="min-w-[4.5ch] shrink-0 text-right tabular-nums">
      {seconds !== null && t("ageShort", { seconds })}
    </span>
  );
}
