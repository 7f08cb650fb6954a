"use client";
import { ArrowDown, ArrowUp, EllipsisVertical, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";

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
    <Menu
      trigger={
        <Button variant="ghost" size="icon" aria-label={t("actionsOf", { name })}>
          <EllipsisVertical aria-hidden className="size-4.5" />
        </Button>
      }
    >
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
    </Menu>
  );
}
