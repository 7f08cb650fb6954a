"use client";
import { Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import { MoreMenu } from "@/components/ui/more-menu";

type Props = { name: string; onEdit: () => void; onRemove: () => void };

export function CameraMenu({ name, onEdit, onRemove }: Props) {
  const t = useTranslations("places");
  return (
    <MoreMenu label={t("actionsOf", { name })}>
      <MenuItem onSelect={onEdit}>
        <Pencil aria-hidden className="size-4 text-muted" />
        {t("camera.edit")}
      </MenuItem>
      <MenuSeparator />
      <MenuItem isDanger onSelect={onRemove}>
        <Trash2 aria-hidden className="size-4" />
        {t("camera.remove")}
      </MenuItem>
    </MoreMenu>
  );
}
