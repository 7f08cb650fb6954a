"use client";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useVideoName } from "@/components/files/use-video-name";
import { NewLink } from "@/components/sharing/new-link";
import { ShareForm } from "@/components/sharing/share-form";
import { ShareList } from "@/components/sharing/share-list";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAccount } from "@/lib/client/account";
import type { FileView } from "@/lib/contracts/files";
import { useShares } from "./use-shares";

type Props = { file: FileView; isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** The links of a video: a new one, and the end of an old one. */
export function ShareDialog({ file, isOpen, onOpenChange }: Props) {
  const t = useTranslations();
  const { nameOf } = useVideoName();
  const { club } = useAccount();
  const isOff = club?.sharing_allowed === false;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("sharing.title")}
      description={isOff ? t("sharing.off") : t("sharing.lead", { name: nameOf(file) })}
      closeLabel={t("common.close")}
    >
      {isOff ? <ToSettings /> : <Links fileId={file.id} />}
    </Dialog>
  );
}

function ToSettings() {
  const t = useTranslations("sharing");
  return (
    <Button asChild variant="primary">
      <Link href="/clubs">{t("toSettings")}</Link>
    </Button>
  );
}

function Links({ fileId }: { fileId: string }) {
  const { shares, url, isCreating, error, create, revoke } = useShares(fileId);
  const [ending, setEnding] = useState<string | null>(null);
  return (
    <>
      {url ? <NewLink url={url} /> : <ShareForm isBusy={isCreating} error={error} onCreate={create} />}
      <ShareList
        shares={shares}
        asked={ending}
        onAsk={setEnding}
        onRevoke={(id) => void revoke(id).then(() => setEnding(null))}
      />
    </>
  );
}
