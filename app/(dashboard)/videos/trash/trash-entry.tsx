"use client";
import { RotateCcw } from "lucide-react";
import { useTranslations } from "use-intl";
import { useVideoName } from "@/components/files/use-video-name";
import { VideoRow } from "@/components/files/video-row";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { useNow } from "@/lib/client/use-now";
import type { FileView } from "@/lib/contracts/files";
import { posterOf } from "../video-entry";

const DAY_MS = 86_400_000;

type Props = {
  file: FileView;
  trashDays: number;
  isSelected: boolean;
  isBusy: boolean;
  onToggle: (isRange: boolean) => void;
  onRestore: () => void;
};

/** One video in the trash, with the days it has left. */
export function TrashEntry({ file, trashDays, isSelected, isBusy, onToggle, onRestore }: Props) {
  const t = useTranslations("library");
  const { nameOf } = useVideoName();
  const now = useNow();
  const endMs = Date.parse(file.trashed_at ?? file.created_at) + trashDays * DAY_MS;
  const name = nameOf(file);
  return (
    <VideoRow
      file={file}
      href={null}
      posterSrc={posterOf(file)}
      isSelected={isSelected}
      check={<CheckBox label={t("select", { name })} isChecked={isSelected} onToggle={onToggle} />}
      note={t("daysLeft", { count: Math.max(0, Math.ceil((endMs - now) / DAY_MS)) })}
    >
      <Button size="small" disabled={isBusy} aria-label={t("restoreOf", { name })} onClick={onRestore}>
        <RotateCcw aria-hidden className="size-4" />
        <span className="hidden sm:inline">{t("restore")}</span>
      </Button>
    </VideoRow>
  );
}
