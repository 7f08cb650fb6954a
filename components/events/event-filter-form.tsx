"use client";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { DaysFields } from "@/components/ui/days-fields";
import { EVENT_KINDS, type EventFilters } from "@/lib/client/event-filters";

type Named<Id> = { id: Id; name: string };
type Props = {
  filters: EventFilters;
  devices: readonly Named<string>[];
  cameras: readonly Named<number>[];
  isFiltered: boolean;
  onChange: (filters: EventFilters) => void;
  onClear: () => void;
};

/** What happened, where, and between which days (of the club). */
export function EventFilterForm({ filters, devices, cameras, isFiltered, onChange, onClear }: Props) {
  const t = useTranslations("events");
  const change = (part: Partial<EventFilters>) => onChange({ ...filters, ...part });
  return (
    <form
      aria-label={t("filters")}
      onSubmit={(event) => event.preventDefault()}
      className="mb-6 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap"
    >
      <ChoiceField
        {...{ label: t("what"), all: t("everything"), value: filters.kind, className: "col-span-2 sm:w-48" }}
        options={EVENT_KINDS.map((id) => ({ id, name: t(`kinds.${id}`) }))}
        onChoose={(id) => change({ kind: EVENT_KINDS.find((kind) => kind === id) ?? null })}
      />
      <ChoiceField
        {...{ label: t("device"), all: t("allDevices"), options: devices, value: filters.device, className: "sm:w-44" }}
        onChoose={(device) => change({ device })}
      />
      <ChoiceField
        {...{ label: t("camera"), all: t("allCameras"), options: cameras, value: filters.camera, className: "sm:w-44" }}
        onChoose={(camera) => change({ camera })}
      />
      <DaysFields labels={{ from: t("from"), to: t("to") }} days={filters} className="sm:w-40" onChange={change} />
      {isFiltered && (
        <Button variant="ghost" className="col-span-2 h-11" onClick={onClear}>
          {t("clear")}
        </Button>
      )}
    </form>
  );
}
