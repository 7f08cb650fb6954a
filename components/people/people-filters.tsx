"use client";
import { useTranslations } from "use-intl";
import { SelectField, TextField } from "@/components/ui/field";
import { type PeopleFilters as Filters, ROLES, USER_STATES } from "@/lib/client/people-filters";

type Props = {
  filters: Filters;
  /** Null for those who see one club; empty until they are read. */
  clubs: readonly { id: number; name: string }[] | null;
  onChange: (filters: Filters) => void;
};

export function PeopleFilters({ filters, clubs, onChange }: Props) {
  const t = useTranslations();
  return (
    <search aria-label={t("people.filters")} className="mb-6 grid grid-cols-2 gap-3 lg:grid-cols-[2fr_1fr_1fr_1fr]">
      <TextField
        className="col-span-2 lg:col-span-1"
        label={t("people.search")}
        type="search"
        placeholder={t("people.searchHint")}
        maxLength={100}
        autoComplete="off"
        value={filters.q}
        onChange={(event) => onChange({ ...filters, q: event.target.value })}
      />
      {clubs && (
        <SelectField
          className="col-span-2 lg:col-span-1"
          label={t("people.club")}
          value={filters.club ?? ""}
          onChange={(event) => onChange({ ...filters, club: Number(event.target.value) || null })}
        >
          <option value="">{t("people.allClubs")}</option>
          {clubs.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField
        label={t("people.role")}
        value={filters.role ?? ""}
        onChange={(event) => onChange({ ...filters, role: ROLES.find((role) => role === event.target.value) ?? null })}
      >
        <option value="">{t("people.allRoles")}</option>
        {ROLES.filter((role) => clubs !== null || role !== "SUPER_ADMIN").map((role) => (
          <option key={role} value={role}>
            {t(`roles.${role}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t("people.state")}
        value={filters.state ?? ""}
        onChange={(event) =>
          onChange({ ...filters, state: USER_STATES.find((state) => state === event.target.value) ?? null })
        }
      >
        <option value="">{t("people.allStates")}</option>
        {USER_STATES.map((state) => (
          <option key={state} value={state}>
            {t(`people.states.${state}`)}
          </option>
        ))}
      </SelectField>
    </search>
  );
}
