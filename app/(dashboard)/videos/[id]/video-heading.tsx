"use client";
import { ArrowLeft, Share2, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { DownloadButton } from "@/components/files/download-button";
import { useVideoName } from "@/components/files/use-video-name";
import { Button } from "@/components/ui/button";
import { useAccount } from "@/lib/client/account";
import type { FileView } from "@/lib/contracts/files";
import { ShareDialog } from "../share-dialog";
import { useDownload } from "../use-download";
import { VideoActions } from "../video-actions";

/** `downloadHref` is null while the video is not here. */
type Props = { file: FileView; downloadHref: string | null; onChanged: () => void; onDeleted: () => void };

/** What the video is, and what can be done with it. */
export function VideoHeading({ file, downloadHref, onChanged, onDeleted }: Props) {
  const t = useTranslations();
  const { can, seesOnlyOwn } = useAccount();
  const { courtOf, momentOf } = useVideoName();
  const [isSharing, setIsSharing] = useState(false);
  const { fraction, handleClick, cancel } = useDownload(downloadHref ?? "", file.filename);
  return (
    <>
      <Link
        href="/videos"
        className="-ml-1 mb-3 inline-flex items-center gap-1.5 rounded-control px-1 text-sm text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {seesOnlyOwn("file:list") ? t("nav.places.matches") : t("videos.title")}
      </Link>
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0">
          <h1 className="flex items-center gap-2.5 text-2xl font-semibold tracking-tight">
            {courtOf(file)}
            {file.protected && (
              <ShieldCheck role="img" aria-label={t("videos.isProtected")} className="size-5 text-live" />
            )}
          </h1>
          <p className="mt-1 text-sm text-muted tabular-nums">{momentOf(file)}</p>
        </div>
        <div className="flex items-center gap-2">
          <DownloadButton href={downloadHref} fraction={fraction} onClick={handleClick} onCancel={cancel} />
          {can("share:write") && (
            <Button onClick={() => setIsSharing(true)}>
              <Share2 aria-hidden className="size-4" />
              {t("sharing.share")}
            </Button>
          )}
          <VideoActions file={file} onChanged={onChanged} onDeleted={onDeleted} />
        </div>
      </div>
      <ShareDialog file={file} isOpen={isSharing} onOpenChange={setIsSharing} />
    </>
  );
}
