"use client";
import { ArrowDown, ArrowUp, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import { MoreMenu } from "@/components/ui/more-menu";

type Props = {
  name: string;
  /** Missing for the first and for the last one. */
  onMoveUp?: (() => void) | undefined;
  onMoveDown?: (() => void) | undefined;
  onRename: () => void;
  onDelete: () => void;
};

export function CourtMenu({ name, onMoveUp, onMoveDown, onRename, onDelete }: Props) {
  const t = useTranslations("places");
  return (
    <MoreMenu label={t("actionsOf", { name })}>
      <MenuItem onSelect={onRename}>
        <Pencil aria-hidden className="size-4 text-muted" />
        {t("rename")}
      </MenuItem>
      <MenuItem disabled={!onMoveUp} onSelect={onMoveUp}>
        <ArrowUp aria-hidden className="size-4 text-muted" />
        {t("moveUp")}
      </MenuItem>
      <MenuItem disabled={!onMoveDown} onSelect={onMoveDown}>
        <ArrowDown aria-hidden className="size-4 text-muted" />
        {t("moveDown")}
      </MenuItem>
      <MenuSeparator />
      <MenuItem isDanger onSelect={onDelete}>
        <Trash2 aria-hidden className="size-4" />
        {t("deleteCourt")}
      </MenuItem>
    </MoreMenu>
  );
}
