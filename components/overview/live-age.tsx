"use client";
import { useEffect, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useMoment } from "./use-moment";

const READ_EVERY_MS = 1_000;
/** Beyond this a moment says more than a number of seconds. */
const LONGEST_MS = 120_000;

type Props = { readAgeMs: () => number | null; lastFrameAt: string | null };

/** How old the newest picture is: as seen here, else as the device said. */
export function LiveAge({ readAgeMs, lastFrameAt }: Props) {
  const t = useTranslations("overview");
  const format = useFormatter();
  const momentOf = useMoment();
  const [ageMs, setAgeMs] = useState<number | null>(null);
  useEffect(() => {
    const timer = setInterval(() => setAgeMs(readAgeMs()), READ_EVERY_MS);
    return () => clearInterval(timer);
  }, [readAgeMs]);
  if (ageMs === null) return <>{lastFrameAt ? momentOf(lastFrameAt) : t("noPicture")}</>;
  if (ageMs > LONGEST_MS) return <>{momentOf(new Date(Date.now() - ageMs).toISOString())}</>;
  const seconds = format.number(ageMs / 1_000, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return <>{t("ago", { seconds })}</>;
}
