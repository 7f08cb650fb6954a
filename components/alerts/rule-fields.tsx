"use client";
import { useTimeZone, useTranslations } from "use-intl";
import { SelectField, TextField } from "@/components/ui/field";
import { SEVERITIES } from "@/lib/client/alerts/alert-filters";
import { COOLDOWNS, cooldownWords, RULE_KINDS, type RuleDraft, toggled } from "@/lib/client/alerts/rule-draft";
import type { AlertSeverity } from "@/lib/contracts/alerts";
import { ChoiceList } from "./choice-list";
import { QuietHoursFields } from "./quiet-hours-fields";
import { useKindName } from "./use-kind-name";

type Named<Id> = { id: Id; name: string };
type Props = {
  value: RuleDraft;
  devices: readonly Named<string>[];
  cameras: readonly Named<number>[];
  /** The club's; null for the one the page shows. */
  timeZone: string | null;
  /** A form nobody sent yet does not complain. */
  isTried: boolean;
  onChange: (next: RuleDraft) => void;
};

/** What alerts, where, how urgently, and when not. */
export function RuleFields({ value, devices, cameras, timeZone, isTried, onChange }: Props) {
  const t = useTranslations("alerts");
  const kindName = useKindName();
  const pageZone = useTimeZone() ?? "UTC";
  const set = (change: Partial<RuleDraft>) => onChange({ ...value, ...change });
  const kinds = [...new Set([...RULE_KINDS, ...value.kinds])].map((id) => ({ id: String(id), name: kindName(id) }));
  const areKindsMissing = isTried && value.kinds.length === 0;
  return (
    <>
      <TextField
        label={t("ruleName")}
        autoComplete="off"
        maxLength={80}
        value={value.name}
        error={isTried && !value.name.trim() ? t("ruleNameMissing") : null}
        onChange={(event) => set({ name: event.target.value })}
      />
      <ChoiceList
        label={t("kinds")}
        note={areKindsMissing ? t("kindsMissing") : undefined}
        isMissing={areKindsMissing}
        choices={kinds}
        chosen={value.kinds}
        onToggle={(kind) => set({ kinds: toggled(value.kinds, kind) })}
      />
      {devices.length > 0 && (
        <ChoiceList
          label={t("devices")}
          note={value.devices.length === 0 ? t("everywhere") : undefined}
          choices={devices}
          chosen={value.devices}
          onToggle={(id) => set({ devices: toggled(value.devices, id) })}
        />
      )}
      {cameras.length > 0 && (
        <ChoiceList
          label={t("cameras")}
          note={value.cameras.length === 0 ? t("everywhere") : undefined}
          choices={cameras}
          chosen={value.cameras}
          onToggle={(id) => set({ cameras: toggled(value.cameras, id) })}
        />
      )}
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          label={t("urgency")}
          value={value.severity}
          onChange={(event) => set({ severity: event.target.value as AlertSeverity })}
        >
          {SEVERITIES.map((severity) => (
            <option key={severity} value={severity}>
              {t(`severity.${severity}`)}
            </option>
          ))}
        </SelectField>
        <CooldownField seconds={value.cooldown_seconds} onChange={(cooldown_seconds) => set({ cooldown_seconds })} />
      </div>
      <QuietHoursFields
        value={value.quiet_hours}
        timeZone={timeZone ?? pageZone}
        onChange={(quiet_hours) => set({ quiet_hours })}
      />
    </>
  );
}

function CooldownField({ seconds, onChange }: { seconds: number; onChange: (seconds: number) => void }) {
  const t = useTranslations("alerts");
  const offered = [...new Set([...COOLDOWNS, seconds])].sort((a, b) => a - b);
  return (
    <div>
      <SelectField label={t("cooldown")} value={seconds} onChange={(event) => onChange(Number(event.target.value))}>
        {offered.map((one) => {
          const { unit, count } = cooldownWords(one);
          return (
            <option key={one} value={one}>
              {t(`cooldowns.${unit}`, { count })}
            </option>
          );
        })}
      </SelectField>
      <p className="mt-1.5 text-sm text-muted">{t("cooldownHint")}</p>
    </div>
  );
}
