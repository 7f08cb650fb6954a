"use client";
import { useLocale, useTranslations } from "use-intl";
import { SPEEDS } from "./actions";

type Props = { rate: number; onRate: (rate: number) => void };

/** A plain select: it opens over a full screen, too. */
export function SpeedChoice({ rate, onRate }: Props) {
  const t = useTranslations("player");
  const format = new Intl.NumberFormat(useLocale());
  return (
    <select
      aria-label={t("speed")}
      title={t("speed")}
      value={rate}
      onChange={(event) => onRate(Number(event.target.value))}
      className="h-10 cursor-pointer rounded-control bg-stage px-1.5 text-sm text-stage-ink tabular-nums hover:bg-stage-raised"
    >
      {SPEEDS.map((speed) => (
        <option key={speed} value={speed}>
          {`${format.format(speed)} ×`}
        </option>
      ))}
    </select>
  );
}
