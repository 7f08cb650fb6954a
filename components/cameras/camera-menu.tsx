"use client";
import { EllipsisVertical, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";

type Props = { name: string; onEdit: () => void; onRemove: () => void };

export function CameraMenu({ name, onEdit, onRemove }: Props) {
  const t = useTranslations("places");
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="icon" aria-label={t("actionsOf", { name })}>
          <EllipsisVertical aria-hidden className="size-4.5" />
        </Button>
      }
    >
      <MenuItem onSelect={onEdit}>
        <Pencil aria-hidden className="size-4 text-muted" />
        {t("camera.edit")}
      </MenuItem>
      <MenuSeparator />
      <MenuItem isDanger onSelect={onRemove}>
        <Trash2 aria-hidden className="size-4" />
        {t("camera.remove")}
      </MenuItem>
    </Menu>
  );
}
