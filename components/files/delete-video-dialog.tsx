"use client";
import { useLocale, useTranslations } from "use-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatBytes, formatDuration } from "@/lib/client/format";
import type { FileView } from "@/lib/contracts/files";
import { useVideoName } from "./use-video-name";

type Props = {
  file: FileView;
  isOpen: boolean;
  isBusy: boolean;
  error: string | null;
  onOpenChange: (isOpen: boolean) => void;
  onDelete: () => void;
  onUnprotect: () => void;
};

/** Says what goes where. A protected video is explained instead of refused. */
export function DeleteVideoDialog({ file, isOpen, isBusy, error, onOpenChange, onDelete, onUnprotect }: Props) {
  const t = useTranslations();
  const locale = useLocale();
  const { nameOf } = useVideoName();
  const frame = { isOpen, onOpenChange, isBusy, error, cancelLabel: t("common.cancel") };
  const name = nameOf(file);
  if (file.protected)
    return (
      <ConfirmDialog
        {...frame}
        isHarmless
        title={t("videos.protectedTitle")}
        body={t("videos.protectedBody", { name })}
        confirmLabel={t("videos.unprotect")}
        onConfirm={onUnprotect}
      />
    );
  const facts = {
    name,
    duration: formatDuration(file.duration_seconds ?? 0, locale),
    size: formatBytes(file.bytes, locale),
  };
  return (
    <ConfirmDialog
      {...frame}
      title={t("videos.deleteTitle")}
      body={t("videos.deleteBody", facts)}
      confirmLabel={t("videos.deleteConfirm")}
      onConfirm={onDelete}
    />
  );
}
