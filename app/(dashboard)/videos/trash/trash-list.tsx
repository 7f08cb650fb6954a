"use client";
import { RotateCcw, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { BulkBar } from "@/components/files/bulk-bar";
import { ROWS } from "@/components/files/video-row";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { useErrorText } from "@/lib/client/use-error-text";
import { useSelection } from "@/lib/client/use-selection";
import { useBulk } from "../use-bulk";
import { useVideos } from "../use-videos";
import { RowsSkeleton } from "../video-list";
import { TrashEntry } from "./trash-entry";

/** Until it is known, so that nothing moves when it is. */
const USUAL_DAYS = 30;

/** The trash, last thrown away first. One press takes one back, or all that are chosen. */
export function TrashList() {
  const t = useTranslations();
  const errorText = useErrorText();
  const { files, trashDays, error, hasMore, isLoadingMore, loadMore, mutate } = useVideos({ trash: true });
  const selection = useSelection(files?.map(({ id }) => id) ?? []);
  const { isBusy, run } = useBulk(() => void mutate());
  const restore = async (ids: readonly string[]) => selection.keep((await run("restore", ids)) ?? ids);
  const heading = (
    <PageHeading title={t("library.trash")} lead={t("library.trashLead", { days: trashDays ?? USUAL_DAYS })} />
  );
  if (!files && error) return <ErrorState text={errorText(error)} onRetry={() => void mutate()} />;
  return (
    <section aria-label={t("library.trash")} onKeyDown={selection.handleKeyDown}>
      {heading}
      {!files && <RowsSkeleton />}
      {files?.length === 0 && (
        <NoticePanel icon={Trash2} title={t("library.trashEmptyTitle")} body={t("library.trashEmptyBody")} />
      )}
      {files && files.length > 0 && (
        <div className={ROWS}>
          {files.map((file) => (
            <TrashEntry
              key={file.id}
              file={file}
              trashDays={trashDays ?? 0}
              isSelected={selection.ids.has(file.id)}
              isBusy={isBusy}
              onToggle={(isRange) => selection.toggle(file.id, isRange)}
              onRestore={() => void restore([file.id])}
            />
          ))}
        </div>
      )}
      {hasMore && (
        <Button className="mx-auto mt-8" isBusy={isLoadingMore} onClick={loadMore}>
          {t("videos.loadMore")}
        </Button>
      )}
      {selection.ids.size > 0 && (
        <BulkBar
          count={selection.ids.size}
          total={files?.length ?? 0}
          onAll={selection.chooseAll}
          onClear={selection.clear}
        >
          <Button size="small" variant="primary" isBusy={isBusy} onClick={() => void restore([...selection.ids])}>
            <RotateCcw aria-hidden className="size-4" />
            {t("library.restore")}
          </Button>
        </BulkBar>
      )}
    </section>
  );
}
