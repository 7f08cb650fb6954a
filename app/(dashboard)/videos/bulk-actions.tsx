"use client";
import { ShieldCheck, ShieldOff, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { BulkBar } from "@/components/files/bulk-bar";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ListSelection } from "@/lib/client/use-selection";
import type { BulkAction, FileView } from "@/lib/contracts/files";
import { useBulk } from "./use-bulk";

type Props = { files: readonly FileView[]; selection: ListSelection; onChanged: () => void };

/** What can be done with the chosen videos. Those that refused stay chosen. */
export function BulkActions({ files, selection, onChanged }: Props) {
  const t = useTranslations();
  const { isBusy, run } = useBulk(onChanged);
  const [isAsking, setIsAsking] = useState(false);
  const ids = [...selection.ids];
  const apply = async (action: BulkAction) => {
    const refused = await run(action, ids);
    setIsAsking(false);
    if (refused) selection.keep(refused);
  };
  const chosen = files.filter(({ id }) => selection.ids.has(id));
  const guarded = chosen.filter((file) => file.protected).length;
  return (
    <>
      {ids.length > 0 && (
        <BulkBar count={ids.length} total={files.length} onAll={selection.chooseAll} onClear={selection.clear}>
          {guarded < ids.length ? (
            <Button size="small" isBusy={isBusy} onClick={() => void apply("protect")}>
              <ShieldCheck aria-hidden className="size-4" />
              {t("videos.protect")}
            </Button>
          ) : (
            <Button size="small" isBusy={isBusy} onClick={() => void apply("unprotect")}>
              <ShieldOff aria-hidden className="size-4" />
              {t("videos.unprotect")}
            </Button>
          )}
          <Button size="small" variant="danger" onClick={() => setIsAsking(true)}>
            <Trash2 aria-hidden className="size-4" />
            {t("videos.delete")}
          </Button>
        </BulkBar>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("library.deleteTitle", { count: ids.length })}
        body={t("library.deleteBody", { guarded })}
        confirmLabel={t("library.deleteConfirm", { count: ids.length })}
        cancelLabel={t("common.cancel")}
        isBusy={isBusy}
        onConfirm={() => void apply("delete")}
      />
    </>
  );
}
