"use client";
import { LayoutGrid, List } from "lucide-react";
import { useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import { VIDEO_VIEWS, type VideoView } from "@/lib/client/video-view";

type Props = { view: VideoView; onView: (view: VideoView) => void };
const ICONS = { grid: LayoutGrid, list: List };

export function ViewToggle({ view, onView }: Props) {
  const t = useTranslations("library");
  return (
    <fieldset className="flex gap-1 rounded-control border border-line bg-surface p-1">
      <legend className="sr-only">{t("view")}</legend>
      {VIDEO_VIEWS.map((one) => {
        const Icon = ICONS[one];
        return (
          <button
            key={one}
            type="button"
            aria-label={t(`views.${one}`)}
            title={t(`views.${one}`)}
            aria-pressed={view === one}
            onClick={() => onView(one)}
            className={cx(
              "grid size-8 place-items-center rounded-md",
              view === one ? "bg-sea-soft text-sea" : "text-muted hover:bg-sunken hover:text-ink",
            )}
          >
            <Icon aria-hidden className="size-4.5" />
          </button>
        );
      })}
    </fieldset>
  );
}
