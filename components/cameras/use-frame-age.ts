import { useEffect, useState } from "react";
import { useFormatter } from "use-intl";

const READ_EVERY_MS = 1_000;

/** How old the picture is, in seconds as one reads them; read once a second: often enough to trust it, seldom enough to read it. */
export function useFrameAge(readAgeMs: () => number | null): string | null {
  const format = useFormatter();
  const [ageMs, setAgeMs] = useState<number | null>(null);
  useEffect(() => {
    const timer = setInterval(() => setAgeMs(readAgeMs()), READ_EVERY_MS);
    return () => clearInterval(timer);
  }, [readAgeMs]);
  if (ageMs === null) return null;
  return format.number(ageMs / 1_000, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
