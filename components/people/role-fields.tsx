"use client";
import { useTranslations } from "use-intl";
import { SelectField } from "@/components/ui/field";
import { ROLES } from "@/lib/client/people-filters";
import type { Role } from "@/lib/contracts/common";

export type RoleAndClub = { role: Role; clubId: number | null };

type Props = RoleAndClub & {
  /** To choose from, for super admins; empty for everybody else. */
  clubs: readonly { id: number; name: string }[];
  isDisabled?: boolean;
  onChange: (next: RoleAndClub) => void;
};

/** What somebody may do, and where; a super admin belongs to no club. */
export function RoleFields({ role, clubId, clubs, isDisabled, onChange }: Props) {
  const t = useTranslations();
  const isAnywhere = clubs.length > 0;
  return (
    <>
      <div>
        <SelectField
          label={t("people.role")}
          value={role}
          disabled={isDisabled}
          onChange={(event) => onChange({ role: event.target.value as Role, clubId })}
        >
          {ROLES.filter((one) => isAnywhere || one !== "SUPER_ADMIN").map((one) => (
            <option key={one} value={one}>
              {t(`roles.${one}`)}
            </option>
          ))}
        </SelectField>
        <p className="mt-1.5 text-sm text-muted">{t(`people.roleHints.${role}`)}</p>
      </div>
      {isAnywhere && role !== "SUPER_ADMIN" && (
        <SelectField
          label={t("people.club")}
          value={clubId ?? clubs[0]!.id}
          disabled={isDisabled}
          onChange={(event) => onChange({ role, clubId: Number(event.target.value) })}
        >
          {clubs.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
    </>
  );
}
