"use client";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { TextField } from "@/components/ui/field";
import { type DurationChoice as Choice, CUSTOM, PRESET_MINUTES } from "./duration";

type Props = { choice: Choice; error: string | null; onChange: (choice: Choice) => void };

/** Preset durations, or one's own in minutes. */
export function DurationChoice({ choice, error, onChange }: Props) {
  const t = useTranslations("duration");
  const name = useId();
  const options = [...PRESET_MINUTES.map((minutes) => String(minutes)), CUSTOM];
  return (
    <>
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">{t("legend")}</legend>
        <div className="grid grid-cols-5 gap-1.5">
          {options.map((value) => (
            <label key={value} className="relative">
              <input
                type="radio"
                name={name}
                value={value}
                aria-label={value === CUSTOM ? t("custom") : t("minutes", { minutes: value })}
                checked={choice.picked === value}
                onChange={() => onChange({ ...choice, picked: value })}
                className="peer absolute inset-0 cursor-pointer appearance-none rounded-control border border-line bg-surface transition-colors checked:border-sea checked:bg-sea-soft hover:border-line-strong checked:hover:border-sea"
              />
              <span className="pointer-events-none relative grid h-11 place-items-center text-sm font-medium tabular-nums peer-checked:text-sea">
                {value === CUSTOM ? t("custom") : value}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {choice.picked === CUSTOM && (
        <TextField
          className="mt-4"
          label={t("customLabel")}
          hint={t("customHint")}
          error={error}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
          value={choice.custom}
          onChange={(event) => onChange({ ...choice, custom: event.target.value })}
        />
      )}
    </>
  );
}
