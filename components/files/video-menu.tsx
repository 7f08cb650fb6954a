"use client";
import { Download, Share2, ShieldCheck, ShieldOff, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import { MoreMenu } from "@/components/ui/more-menu";

type Props = {
  name: string;
  isProtected: boolean;
  /** Null while the video is still on its device: opening it brings it. */
  downloadHref: string | null;
  canProtect: boolean;
  canDelete: boolean;
  /** Absent for those who may not share. */
  onShare?: () => void;
  onProtect: (isProtected: boolean) => void;
  onDelete: () => void;
};

export function VideoMenu(props: Props) {
  const { name, isProtected, downloadHref, canProtect, canDelete, onShare, onProtect, onDelete } = props;
  const t = useTranslations("videos");
  const share = useTranslations("sharing")("share");
  return (
    <MoreMenu label={t("actions", { name })}>
      {downloadHref !== null && (
        <MenuItem asChild>
          <a href={downloadHref} download>
            <Download aria-hidden className="size-4 text-muted" />
            {t("download")}
          </a>
        </MenuItem>
      )}
      {onShare && (
        <MenuItem onSelect={onShare}>
          <Share2 aria-hidden className="size-4 text-muted" />
          {share}
        </MenuItem>
      )}
      {canProtect && (
        <MenuItem onSelect={() => onProtect(!isProtected)}>
          {isProtected ? (
            <ShieldOff aria-hidden className="size-4 text-muted" />
          ) : (
            <ShieldCheck aria-hidden className="size-4 text-muted" />
          )}
          {isProtected ? t("unprotect") : t("protect")}
        </MenuItem>
      )}
      {canDelete && (
        <>
          <MenuSeparator />
          <MenuItem isDanger onSelect={onDelete}>
            <Trash2 aria-hidden className="size-4" />
            {t("delete")}
          </MenuItem>
        </>
      )}
    </MoreMenu>
  );
}
