"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { VideoCard } from "@/components/files/video-card";
import { VIDEO_GRID, VideoCardSkeleton } from "@/components/files/video-card-skeleton";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { routes } from "@/lib/client/routes";
import { urlOf } from "@/lib/client/url";
import { useErrorText } from "@/lib/client/use-error-text";
import type { VideoFilters } from "@/lib/client/video-filters";
import type { FileView } from "@/lib/contracts/files";
import { useVideos } from "./use-videos";
import { VideoActions } from "./video-actions";

type Props = { filters: VideoFilters; empty: ReactNode };

export function VideoGrid({ filters, empty }: Props) {
  const t = useTranslations("videos");
  const errorText = useErrorText();
  const { files, error, hasMore, isLoadingMore, loadMore, mutate } = useVideos(filters);
  if (!files && error) return <ErrorState text={errorText(error)} onRetry={() => void mutate()} />;
  if (!files) return <GridSkeleton />;
  if (files.length === 0) return empty;
  return (
    <>
      <div className={VIDEO_GRID}>
        {files.map((file) => (
          <VideoTile key={file.id} file={file} onChanged={() => void mutate()} />
        ))}
      </div>
      {hasMore && (
        <div className="mt-8 flex justify-center">
          <Button isBusy={isLoadingMore} onClick={loadMore}>
            {isLoadingMore ? t("loadingMore") : t("loadMore")}
          </Button>
        </div>
      )}
    </>
  );
}

const VideoTile = ({ file, onChanged }: { file: FileView; onChanged: () => void }) => (
  <VideoCard
    file={file}
    href={`/videos/${file.id}`}
    posterSrc={file.has_poster ? urlOf(routes.fileThumbnail, { params: { id: file.id } }) : null}
    menu={<VideoActions file={file} onChanged={onChanged} />}
  />
);

const GridSkeleton = () => (
  <div aria-busy="true" className={VIDEO_GRID}>
    {["a", "b", "c", "d", "e", "f"].map((key) => (
      <VideoCardSkeleton key={key} />
    ))}
  </div>
);
