"use client";
import { RadioGroup } from "radix-ui";
import { useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import { TextField } from "@/components/ui/field";
import { type DurationChoice as Choice, CUSTOM, PRESET_MINUTES } from "./duration";

type Props = { choice: Choice; error: string | null; onChange: (choice: Choice) => void };

/** Preset durations, or one's own in minutes. */
export function DurationChoice({ choice, error, onChange }: Props) {
  const t = useTranslations("duration");
  const options = [...PRESET_MINUTES.map((minutes) => String(minutes)), CUSTOM];
  return (
    <div>
      <p aria-hidden className="mb-1.5 text-sm font-medium">
        {t("legend")}
      </p>
      <RadioGroup.Root
        aria-label={t("legend")}
        value={choice.picked}
        onValueChange={(picked) => onChange({ ...choice, picked })}
        className="grid grid-cols-5 gap-1.5"
      >
        {options.map((value) => (
          <RadioGroup.Item
            key={value}
            value={value}
            aria-label={value === CUSTOM ? t("custom") : t("minutes", { minutes: value })}
            className={cx(
              "h-11 rounded-control border px-1 text-sm font-medium tabular-nums transition-colors",
              choice.picked === value
                ? "border-sea bg-sea-soft text-sea"
                : "border-line bg-surface text-ink hover:border-line-strong",
            )}
          >
            {value === CUSTOM ? t("custom") : value}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
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
    </div>
  );
}
