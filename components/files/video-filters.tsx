"use client";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { cx } from "@/components/ui/cx";
import { DaysFields } from "@/components/ui/days-fields";
import { SelectField } from "@/components/ui/field";
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
        <ChoiceField
          className="sm:w-48"
          {...{ label: t("club"), all: t("allClubs"), options: clubs, value: filters.club }}
          // A court and a person of the club before match nothing in this one.
          onChoose={(club) => change({ club, court: null, person: null })}
        />
      )}
      <ChoiceField
        className="sm:w-48"
        {...{ label: t("court"), all: t("allCourts"), options: courts, value: filters.court }}
        onChoose={(court) => change({ court })}
      />
      {people && (
        <ChoiceField
          className="sm:w-48"
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
      <DaysFields labels={{ from: t("from"), to: t("to") }} days={filters} className="sm:w-40" onChange={change} />
      {isFiltered && (
        <Button variant="ghost" className="col-span-2 h-11" onClick={onClear}>
          {t("clearFilters")}
        </Button>
      )}
    </form>
  );
}
