"use client";
import { useTranslations } from "use-intl";
import { useVideoName } from "@/components/files/use-video-name";
import { VideoCard } from "@/components/files/video-card";
import { VideoRow } from "@/components/files/video-row";
import { CheckBox } from "@/components/ui/check-box";
import { routes } from "@/lib/client/routes";
import { urlOf } from "@/lib/client/url";
import type { VideoView } from "@/lib/client/video-view";
import type { FileView } from "@/lib/contracts/files";
import { VideoActions } from "./video-actions";

type Props = {
  file: FileView;
  view: VideoView;
  isSelected: boolean;
  /** Null for those who change nothing. */
  onToggle: ((isRange: boolean) => void) | null;
  onChanged: () => void;
};

/** One video of the list, in either of its layouts. */
export function VideoEntry({ file, view, isSelected, onToggle, onChanged }: Props) {
  const t = useTranslations("library");
  const { nameOf } = useVideoName();
  const entry = {
    file,
    isSelected,
    href: `/videos/${file.id}`,
    posterSrc: posterOf(file),
    check: onToggle && (
      <CheckBox label={t("select", { name: nameOf(file) })} isChecked={isSelected} onToggle={onToggle} />
    ),
  };
  const menu = <VideoActions file={file} onChanged={onChanged} />;
  return view === "grid" ? <VideoCard {...entry} menu={menu} /> : <VideoRow {...entry}>{menu}</VideoRow>;
}

export const posterOf = ({ id, has_poster }: FileView): string | null =>
  has_poster ? urlOf(routes.fileThumbnail, { params: { id } }) : null;
