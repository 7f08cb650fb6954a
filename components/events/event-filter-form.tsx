"use client";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
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
  const set = (name: keyof EventFilters) => (event: { target: { value: string } }) =>
    onChange({ ...filters, [name]: event.target.value || null });
  const choices = [
    { name: "device", label: t("device"), all: t("allDevices"), options: devices },
    { name: "camera", label: t("camera"), all: t("allCameras"), options: cameras },
  ] as const;
  return (
    <form
      aria-label={t("filters")}
      onSubmit={(event) => event.preventDefault()}
      className="mb-6 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap"
    >
      <SelectField className="col-span-2 sm:w-48" label={t("what")} value={filters.kind ?? ""} onChange={set("kind")}>
        <option value="">{t("everything")}</option>
        {EVENT_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </SelectField>
      {choices.map(({ name, label, all, options }) => (
        <SelectField key={name} className="sm:w-44" label={label} value={filters[name] ?? ""} onChange={set(name)}>
          <option value="">{all}</option>
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.name}
            </option>
          ))}
        </SelectField>
      ))}
      <TextField
        className="sm:w-40"
        label={t("from")}
        type="date"
        max={filters.to ?? undefined}
        value={filters.from ?? ""}
        onChange={set("from")}
      />
      <TextField
        className="sm:w-40"
        label={t("to")}
        type="date"
        min={filters.from ?? undefined}
        value={filters.to ?? ""}
        onChange={set("to")}
      />
      {isFiltered && (
        <Button variant="ghost" className="col-span-2 h-11" onClick={onClear}>
          {t("clear")}
        </Button>
      )}
    </form>
  );
}
