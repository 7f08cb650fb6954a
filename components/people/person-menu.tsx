"use client";
import { Link2, Pencil, UserCheck, UserX } from "lucide-react";
import { useTranslations } from "use-intl";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import { MoreMenu } from "@/components/ui/more-menu";
import type { PersonView } from "@/lib/contracts/users";

type Props = {
  person: PersonView;
  /** Nobody disables themselves. */
  isSelf: boolean;
  onEdit: () => void;
  onLink: () => void;
  onToggle: () => void;
};

export function PersonMenu({ person, isSelf, onEdit, onLink, onToggle }: Props) {
  const t = useTranslations("people");
  const isDisabled = person.state === "disabled";
  return (
    <MoreMenu label={t("actionsFor", { name: person.name })}>
      <MenuItem onSelect={onEdit}>
        <Pencil aria-hidden className="size-4 text-muted" />
        {t("edit")}
      </MenuItem>
      {!isDisabled && (
        <MenuItem onSelect={onLink}>
          <Link2 aria-hidden className="size-4 text-muted" />
          {person.state === "invited" ? t("newInvitation") : t("reset")}
        </MenuItem>
      )}
      {!isSelf && <MenuSeparator />}
      {!isSelf && (
        <MenuItem isDanger={!isDisabled} onSelect={onToggle}>
          {isDisabled ? (
            <UserCheck aria-hidden className="size-4 text-muted" />
          ) : (
            <UserX aria-hidden className="size-4" />
          )}
          {isDisabled ? t("enable") : t("disable")}
        </MenuItem>
      )}
    </MoreMenu>
  );
}
