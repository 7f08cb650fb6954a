"use client";
import { ArrowLeft, Download, ShieldCheck, Telescope } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useVideoName } from "@/components/files/use-video-name";
import { VideoFacts } from "@/components/files/video-facts";
import { VideoPlayer } from "@/components/files/video-player";
import { Button } from "@/components/ui/button";
import { NoticePanel } from "@/components/ui/notice-panel";
import { routes } from "@/lib/client/routes";
import { useNotice } from "@/lib/client/socket";
import { urlOf } from "@/lib/client/url";
import type { FileView } from "@/lib/contracts/files";
import { VideoActions } from "../video-actions";

/** One video, with its own address. */
export function VideoScreen({ initial }: { initial: FileView | null }) {
  const t = useTranslations("videos");
  const router = useRouter();
  const file = useFile(initial);
  if (!file)
    return (
      <NoticePanel headingLevel={1} icon={Telescope} title={t("notFoundTitle")} body={t("notFoundBody")}>
        <Button asChild>
          <Link href="/videos">{t("toVideos")}</Link>
        </Button>
      </NoticePanel>
    );
  return <OpenVideo file={file} onDeleted={() => router.replace("/videos")} onChanged={() => router.refresh()} />;
}

/** The page's file as the server rendered it, then as notices tell. */
function useFile(initial: FileView | null): FileView | null {
  const [told, setTold] = useState<{ since: FileView | null; file: FileView | null } | null>(null);
  useNotice("file", ({ file_id, file, deleted }) => {
    if (file_id === initial?.id && (deleted || file)) setTold({ since: initial, file: deleted ? null : file });
  });
  // A rendering that came after the notice knows more than it.
  return told && told.since === initial ? told.file : initial;
}

type Props = { file: FileView; onChanged: () => void; onDeleted: () => void };

function OpenVideo({ file, onChanged, onDeleted }: Props) {
  const t = useTranslations("videos");
  const { courtOf, momentOf, nameOf } = useVideoName();
  const address = { params: { id: file.id } };
  const downloadHref = urlOf(routes.fileDownload, address);
  return (
    <>
      <Link
        href="/videos"
        className="-ml-1 mb-3 inline-flex items-center gap-1.5 rounded-control px-1 text-sm text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t("title")}
      </Link>
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0">
          <h1 className="flex items-center gap-2.5 text-2xl font-semibold tracking-tight">
            {courtOf(file)}
            {file.protected && <ShieldCheck role="img" aria-label={t("isProtected")} className="size-5 text-live" />}
          </h1>
          <p className="mt-1 text-sm text-muted tabular-nums">{momentOf(file)}</p>
        </div>
        <div className="flex items-center gap-1">
          <Button asChild variant="primary">
            <a href={downloadHref} download>
              <Download aria-hidden className="size-4" />
              {t("download")}
            </a>
          </Button>
          <VideoActions file={file} onChanged={onChanged} onDeleted={onDeleted} />
        </div>
      </div>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21rem] lg:gap-6">
        <VideoPlayer
          name={nameOf(file)}
          src={urlOf(routes.fileDownload, { ...address, query: { inline: true } })}
          poster={file.has_poster ? urlOf(routes.fileThumbnail, address) : null}
          downloadHref={downloadHref}
        />
        <VideoFacts file={file} />
      </div>
    </>
  );
}
