"use client";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { SelectField, TextField } from "@/components/ui/field";
import { SwitchField } from "@/components/ui/switch-field";
import { zoneGroups } from "@/lib/client/time-zones";
import type { ClubView } from "@/lib/contracts/clubs";
import type { Locale } from "@/lib/contracts/common";
import { LOCALES } from "@/lib/i18n/preferences";
import { ClubTime } from "./club-time";

export type ClubSettings = Omit<ClubView, "id">;
type Props = { value: ClubSettings; onChange: (next: ClubSettings) => void };
type FieldsProps = Props & {
  /** A form nobody sent yet does not complain. */
  isTried?: boolean;
};

/** Name, place and language of a club. */
export function ClubFields({ value, isTried = true, onChange }: FieldsProps) {
  const t = useTranslations();
  const groups = useMemo(() => zoneGroups(value.timezone), [value.timezone]);
  return (
    <>
      <TextField
        label={t("clubs.name")}
        autoComplete="off"
        maxLength={80}
        value={value.name}
        error={isTried && !value.name.trim() ? t("clubs.nameMissing") : null}
        onChange={(event) => onChange({ ...value, name: event.target.value })}
      />
      <div>
        <SelectField
          label={t("clubs.timezone")}
          value={value.timezone}
          onChange={(event) => onChange({ ...value, timezone: event.target.value })}
        >
          {groups.map(({ region, zones }) => (
            <optgroup key={region} label={region}>
              {zones.map(({ zone, city }) => (
                <option key={zone} value={zone}>
                  {city}
                </option>
              ))}
            </optgroup>
          ))}
        </SelectField>
        <ClubTime timeZone={value.timezone} />
      </div>
      <SelectField
        label={t("clubs.locale")}
        value={value.locale}
        onChange={(event) => onChange({ ...value, locale: event.target.value as Locale })}
      >
        {LOCALES.map((locale) => (
          <option key={locale} value={locale}>
            {t(`languages.${locale}`)}
          </option>
        ))}
      </SelectField>
    </>
  );
}

/** What a club lets others do; all are off unless somebody wants them. */
export function ClubSwitches({ value, onChange }: Props) {
  const t = useTranslations("clubs");
  return (
    <div className="grid gap-5">
      <SwitchField
        label={t("playersMaySeeOwn")}
        hint={t("playersMaySeeOwnHint")}
        checked={value.players_may_see_own}
        onChange={(event) => onChange({ ...value, players_may_see_own: event.target.checked })}
      />
      <SwitchField
        label={t("sharingAllowed")}
        hint={t("sharingAllowedHint")}
        checked={value.sharing_allowed}
        onChange={(event) => onChange({ ...value, sharing_allowed: event.target.checked })}
      />
      <SwitchField
        label={t("replaysEnabled")}
        hint={t("replaysEnabledHint")}
        checked={value.replays_enabled}
        onChange={(event) => onChange({ ...value, replays_enabled: event.target.checked })}
      />
    </div>
  );
}
