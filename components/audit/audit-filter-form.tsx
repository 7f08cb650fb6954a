"use client";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { DaysFields } from "@/components/ui/days-fields";
import { SelectField, TextField } from "@/components/ui/field";
import { AUDIT_ACTIONS, AUDIT_FAMILIES, type AuditFamily } from "@/lib/client/audit-actions";
import type { AuditFilters } from "@/lib/client/audit-filters";

type Props = {
  filters: AuditFilters;
  isFiltered: boolean;
  onChange: (filters: AuditFilters) => void;
  onClear: () => void;
};

/** Who, what, about what, between which days (of the club). */
export function AuditFilterForm({ filters, isFiltered, onChange, onClear }: Props) {
  const t = useTranslations("audit");
  const set = (name: keyof AuditFilters) => (event: { target: { value: string } }) =>
    onChange({ ...filters, [name]: event.target.value });
  const search = { type: "search", autoComplete: "off", maxLength: 80 } as const;
  return (
    <form
      aria-label={t("filters")}
      onSubmit={(event) => event.preventDefault()}
      className="mb-6 grid grid-cols-2 items-end gap-3 lg:flex lg:flex-wrap"
    >
      <TextField
        {...search}
        className="lg:w-52"
        label={t("actor")}
        placeholder={t("actorHint")}
        value={filters.actor}
        onChange={set("actor")}
      />
      <SelectField className="lg:w-56" label={t("action")} value={filters.action} onChange={set("action")}>
        <option value="">{t("all")}</option>
        {AUDIT_FAMILIES.map((family) => (
          <FamilyOptions key={family} family={family} />
        ))}
      </SelectField>
      <TextField
        {...search}
        className="col-span-2 lg:w-60"
        label={t("target")}
        placeholder={t("targetHint")}
        value={filters.target}
        onChange={set("target")}
      />
      <DaysFields
        labels={{ from: t("from"), to: t("to") }}
        days={filters}
        className="lg:w-40"
        onChange={({ from = filters.from, to = filters.to }) =>
          onChange({ ...filters, from: from ?? "", to: to ?? "" })
        }
      />
      {isFiltered && (
        <Button variant="ghost" className="col-span-2 h-11" onClick={onClear}>
          {t("clear")}
        </Button>
      )}
    </form>
  );
}

/** Without who and what: `added the camera …`. */
function FamilyOptions({ family }: { family: AuditFamily }) {
  const t = useTranslations("audit");
  const name = t(`families.${family}`);
  const told = (verb: string) =>
    t(`sentence.${family as "camera"}.${verb as "create"}`, { actor: "…", target: "…" }).replace(/^… /, "");
  return (
    <optgroup label={name}>
      <option value={family}>{t("allOf", { family: name })}</option>
      {AUDIT_ACTIONS[family].map((verb) => (
        <option key={verb} value={`${family}.${verb}`}>
          {told(verb)}
        </option>
      ))}
    </optgroup>
  );
}
