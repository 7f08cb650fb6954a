"use client";
import { Plus, X } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { TextField } from "@/components/ui/field";
import { NIGHT, toggled, weekdayDate } from "@/lib/client/alerts/rule-draft";
import type { QuietHours } from "@/lib/contracts/alerts";

const DAYS = [0, 1, 2, 3, 4, 5, 6];
type Props = { value: readonly QuietHours[]; timeZone: string; onChange: (next: QuietHours[]) => void };

/** Hours of the week in which a rule is silent. */
export function QuietHoursFields({ value, timeZone, onChange }: Props) {
  const t = useTranslations("alerts");
  const change = (place: number, next: Partial<QuietHours>) =>
    onChange(value.map((hours, i) => (i === place ? { ...hours, ...next } : hours)));
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{t("quietHours")}</legend>
      <p className="mb-2 text-sm text-muted">{t("quietHoursHint", { timezone: timeZone })}</p>
      <div className="grid gap-3">
        {value.map((hours, place) => (
          <HoursRow
            key={place.toString()}
            hours={hours}
            onChange={(next) => change(place, next)}
            onRemove={() => onChange(value.filter((_, i) => i !== place))}
          />
        ))}
        <Button size="small" className="justify-self-start" onClick={() => onChange([...value, NIGHT])}>
          <Plus aria-hidden className="size-4" />
          {t("addQuietHours")}
        </Button>
      </div>
    </fieldset>
  );
}

type RowProps = { hours: QuietHours; onChange: (next: Partial<QuietHours>) => void; onRemove: () => void };

function HoursRow({ hours, onChange, onRemove }: RowProps) {
  const t = useTranslations("alerts");
  const format = useFormatter();
  return (
    <div className="rounded-control border border-line p-3">
      <fieldset>
        <legend className="sr-only">{t("days")}</legend>
        <div className="grid grid-cols-7 gap-1">
          {DAYS.map((day) => {
            const isChosen = hours.days.includes(day);
            const date = weekdayDate(day);
            return (
              <button
                key={day}
                type="button"
                aria-pressed={isChosen}
                aria-label={format.dateTime(date, { weekday: "long", timeZone: "UTC" })}
                onClick={() => onChange({ days: toggled(hours.days, day).sort() })}
                className={cx(
                  "h-9 rounded-control text-xs font-medium capitalize",
                  isChosen ? "bg-sea-soft text-sea" : "text-muted hover:bg-sunken",
                )}
              >
                {format.dateTime(date, { weekday: "short", timeZone: "UTC" }).slice(0, 2)}
              </button>
            );
          })}
        </div>
      </fieldset>
      <div className="mt-3 flex items-end gap-2">
        <TextField
          className="flex-1"
          type="time"
          label={t("from")}
          required
          value={hours.from}
          onChange={(event) => onChange({ from: event.target.value })}
        />
        <TextField
          className="flex-1"
          type="time"
          label={t("to")}
          required
          value={hours.to}
          onChange={(event) => onChange({ to: event.target.value })}
        />
        <Button size="icon" variant="ghost" aria-label={t("removeQuietHours")} onClick={onRemove}>
          <X aria-hidden className="size-4" />
        </Button>
      </div>
    </div>
  );
}
