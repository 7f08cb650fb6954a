"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { SelectField, TextField } from "@/components/ui/field";
import { type VideoFilters as Filters, VIDEO_KINDS } from "@/lib/client/video-filters";

type Named = { id: number; name: string };
type Props = {
  filters: Filters;
  /** Null for those who have one club. */
  clubs: readonly Named[] | null;
  courts: readonly Named[];
  /** Null for those who see only their own. */
  people: readonly Named[] | null;
  isFiltered: boolean;
  onChange: (filters: Filters) => void;
  onClear: () => void;
};

/** Which club, court and person, what, and between which days (of the club). */
export function VideoFilters({ filters, clubs, courts, people, isFiltered, onChange, onClear }: Props) {
  const t = useTranslations("videos");
  const change = (part: Partial<Filters>) => onChange({ ...filters, ...part });
  return (
    <form
      aria-label={t("filters")}
      onSubmit={(event) => event.preventDefault()}
      className="mb-6 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap"
    >
      {clubs && (
        <Choice
          {...{ label: t("club"), all: t("allClubs"), options: clubs, value: filters.club }}
          // A court and a person of the club before match nothing in this one.
          onChoose={(club) => change({ club, court: null, person: null })}
        />
      )}
      <Choice
        {...{ label: t("court"), all: t("allCourts"), options: courts, value: filters.court }}
        onChoose={(court) => change({ court })}
      />
      {people && (
        <Choice
          {...{ label: t("by"), all: t("everybody"), options: people, value: filters.person }}
          onChoose={(person) => change({ person })}
        />
      )}
      <SelectField
        className={cx("sm:w-40", !clubs && "col-span-2")}
        label={t("kind")}
        value={filters.kind ?? "recording"}
        onChange={({ target }) => change({ kind: target.value === "clip" ? "clip" : null })}
      >
        {VIDEO_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </SelectField>
      <Day label={t("from")} value={filters.from} max={filters.to} onDay={(from) => change({ from })} />
      <Day label={t("to")} value={filters.to} min={filters.from} onDay={(to) => change({ to })} />
      {isFiltered && (
        <Button variant="ghost" className="col-span-2 h-11" onClick={onClear}>
          {t("clearFilters")}
        </Button>
      )}
    </form>
  );
}

type ChoiceProps = {
  label: string;
  all: ReactNode;
  options: readonly Named[];
  value: string | null;
  onChoose: (id: string | null) => void;
};
const Choice = ({ label, all, options, value, onChoose }: ChoiceProps) => (
  <SelectField
    className="sm:w-48"
    label={label}
    value={value ?? ""}
    onChange={({ target }) => onChoose(target.value || null)}
  >
    <option value="">{all}</option>
    {options.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </SelectField>
);

type DayProps = {
  label: string;
  value: string | null;
  min?: string | null;
  max?: string | null;
  onDay: (day: string | null) => void;
};
const Day = ({ label, value, min, max, onDay }: DayProps) => (
  <TextField
    {...{ label, type: "date", value: value ?? "", min: min ?? undefined, max: max ?? undefined }}
    className="sm:w-40"
    onChange={({ target }) => onDay(target.value || null)}
  />
);
