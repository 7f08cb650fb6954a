"use client";
import type { ReactNode } from "react";
import { useTimeZone, useTranslations } from "use-intl";
import { VIDEO_GRID, VideoCardSkeleton } from "@/components/files/video-card-skeleton";
import { ROWS } from "@/components/files/video-row";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { Skeleton } from "@/components/ui/skeleton";
import { useAccount } from "@/lib/client/account";
import { useErrorText } from "@/lib/client/use-error-text";
import { useSelection } from "@/lib/client/use-selection";
import { toQuery, type VideoFilters } from "@/lib/client/video-filters";
import type { VideoView } from "@/lib/client/video-view";
import { BulkActions } from "./bulk-actions";
import { useVideos } from "./use-videos";
import { VideoEntry } from "./video-entry";

type Props = { filters: VideoFilters; view: VideoView; empty: ReactNode };

/** The videos that match, as a grid or a list; several can be chosen by those who may change them. */
export function VideoList({ filters, view, empty }: Props) {
  const t = useTranslations("videos");
  const errorText = useErrorText();
  const { can } = useAccount();
  const timeZone = useTimeZone() ?? "UTC";
  const { files, error, hasMore, isLoadingMore, loadMore, mutate } = useVideos(toQuery(filters, timeZone));
  const selection = useSelection(files?.map(({ id }) => id) ?? []);
  if (!files && error) return <ErrorState text={errorText(error)} onRetry={() => void mutate()} />;
  if (!files) return view === "grid" ? <GridSkeleton /> : <RowsSkeleton />;
  if (files.length === 0) return empty;
  const changed = () => void mutate();
  return (
    <section aria-label={t("title")} onKeyDown={selection.handleKeyDown}>
      <div className={view === "grid" ? VIDEO_GRID : ROWS}>
        {files.map((file) => (
          <VideoEntry
            key={file.id}
            file={file}
            view={view}
            isSelected={selection.ids.has(file.id)}
            onToggle={can("file:delete") ? (isRange) => selection.toggle(file.id, isRange) : null}
            onChanged={changed}
          />
        ))}
      </div>
      {hasMore && (
        <LoadMore isBusy={isLoadingMore} onMore={loadMore}>
          {isLoadingMore ? t("loadingMore") : t("loadMore")}
        </LoadMore>
      )}
      <BulkActions files={files} selection={selection} onChanged={changed} />
    </section>
  );
}

const KEYS = ["a", "b", "c", "d", "e", "f"];
const GridSkeleton = () => (
  <div aria-busy="true" className={VIDEO_GRID}>
    {KEYS.map((key) => (
      <VideoCardSkeleton key={key} />
    ))}
  </div>
);
export const RowsSkeleton = () => (
  <div aria-busy="true" className={ROWS}>
    {KEYS.map((key) => (
      <Skeleton key={key} className="my-3 ml-3 h-14 w-2/3" />
    ))}
  </div>
);
