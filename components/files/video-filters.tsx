"use client";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import type { VideoFilters as Filters } from "@/lib/client/video-filters";

type Props = {
  filters: Filters;
  courts: readonly { id: number; name: string }[];
  isFiltered: boolean;
  onChange: (filters: Filters) => void;
  onClear: () => void;
};

/** Which court, and between which days (of the club). */
export function VideoFilters({ filters, courts, isFiltered, onChange, onClear }: Props) {
  const t = useTranslations("videos");
  return (
    <form
      aria-label={t("filters")}
      onSubmit={(event) => event.preventDefault()}
      className="mb-6 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap"
    >
      <SelectField
        className="col-span-2 sm:w-56"
        label={t("court")}
        value={filters.court ?? ""}
        onChange={(event) => onChange({ ...filters, court: event.target.value || null })}
      >
        <option value="">{t("allCourts")}</option>
        {courts.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        className="sm:w-44"
        label={t("from")}
        type="date"
        value={filters.from ?? ""}
        max={filters.to ?? undefined}
        onChange={(event) => onChange({ ...filters, from: event.target.value || null })}
      />
      <TextField
        className="sm:w-44"
        label={t("to")}
        type="date"
        value={filters.to ?? ""}
        min={filters.from ?? undefined}
        onChange={(event) => onChange({ ...filters, to: event.target.value || null })}
      />
      {isFiltered && (
        <Button variant="ghost" className="col-span-2 h-11" onClick={onClear}>
          {t("clearFilters")}
        </Button>
      )}
    </form>
  );
}
