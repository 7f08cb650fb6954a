"use client";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { ALERT_STATES, type AlertFilters, SEVERITIES } from "@/lib/client/alerts/alert-filters";

type Named = { id: string | number; name: string };
type Props = {
  filters: AlertFilters;
  devices: readonly Named[];
  cameras: readonly Named[];
  isFiltered: boolean;
  onChange: (filters: AlertFilters) => void;
  onClear: () => void;
};

/** Open or seen to, how urgent, and where. */
export function AlertFilterForm({ filters, devices, cameras, isFiltered, onChange, onClear }: Props) {
  const t = useTranslations();
  const choices: { name: keyof AlertFilters; label: string; all: string; options: readonly Named[] }[] = [
    {
      ...{ name: "state", label: t("alerts.state"), all: t("alerts.states.all") },
      options: ALERT_STATES.map((id) => ({ id, name: t(`alerts.states.${id}`) })),
    },
    {
      ...{ name: "severity", label: t("alerts.urgency"), all: t("alerts.anySeverity") },
      options: SEVERITIES.map((id) => ({ id, name: t(`alerts.severity.${id}`) })),
    },
    { name: "device", label: t("events.device"), all: t("events.allDevices"), options: devices },
    { name: "camera", label: t("events.camera"), all: t("events.allCameras"), options: cameras },
  ];
  return (
    <form
      aria-label={t("events.filters")}
      onSubmit={(event) => event.preventDefault()}
      className="mb-6 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap"
    >
      {choices.map(({ name, label, all, options }) => (
        <ChoiceField
          key={name}
          {...{ label, all, options, value: filters[name], className: "sm:w-48" }}
          onChoose={(id) => onChange({ ...filters, [name]: id })}
        />
      ))}
      {isFiltered && (
        <Button variant="ghost" className="col-span-2 h-11" onClick={onClear}>
          {t("events.clear")}
        </Button>
      )}
    </form>
  );
}
