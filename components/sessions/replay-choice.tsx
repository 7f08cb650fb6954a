"use client";
import { useId } from "react";
import { useTranslations } from "use-intl";

export const REPLAY_SECONDS = [15, 30, 60] as const;
export const FIRST_SECONDS = 30;

type Props = { seconds: number; isDisabled: boolean; onChange: (seconds: number) => void };

/** How much of what was just played. */
export function ReplayChoice({ seconds, isDisabled, onChange }: Props) {
  const t = useTranslations("replay");
  const name = useId();
  return (
    <fieldset disabled={isDisabled}>
      <legend className="sr-only">{t("legend")}</legend>
      <div className="grid grid-cols-3 gap-1.5">
        {REPLAY_SECONDS.map((value) => (
          <label key={value} className="relative">
            <input
              type="radio"
              name={name}
              value={value}
              aria-label={t("seconds", { seconds: value })}
              checked={seconds === value}
              onChange={() => onChange(value)}
              className="peer absolute inset-0 cursor-pointer appearance-none rounded-control border border-line bg-surface transition-colors checked:border-sea checked:bg-sea-soft hover:border-line-strong checked:hover:border-sea disabled:cursor-default disabled:opacity-60"
            />
            <span className="pointer-events-none relative grid h-11 place-items-center text-sm font-medium tabular-nums peer-checked:text-sea peer-disabled:text-muted">
              {t("short", { seconds: value })}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
