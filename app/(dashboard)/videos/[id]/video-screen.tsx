"use client";
import { Telescope } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { useTranslations } from "use-intl";
import { useVideoName } from "@/components/files/use-video-name";
import { VideoFacts } from "@/components/files/video-facts";
import { FilePlayer } from "@/components/player/file-player";
import { gapSpans } from "@/components/player/timeline";
import { GapList } from "@/components/recordings/gap-list";
import { Button } from "@/components/ui/button";
import { NoticePanel } from "@/components/ui/notice-panel";
import { routes } from "@/lib/client/routes";
import { useNotice } from "@/lib/client/socket";
import { urlOf } from "@/lib/client/url";
import type { FileDetail } from "@/lib/contracts/files";
import { useCopyMoment } from "./use-copy-moment";
import { VideoHeading } from "./video-heading";

/** One video, with its own address. */
export function VideoScreen({ initial, startAt }: { initial: FileDetail | null; startAt: number | null }) {
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
  return (
    <OpenVideo
      file={file}
      startAt={startAt}
      onDeleted={() => router.replace("/videos")}
      onChanged={() => router.refresh()}
    />
  );
}

/** The page's file as the server rendered it, then as notices tell. */
function useFile(initial: FileDetail | null): FileDetail | null {
  const [told, setTold] = useState<{ since: FileDetail | null; file: FileDetail | null } | null>(null);
  useNotice("file", ({ file_id, file, deleted }) => {
    if (!initial || file_id !== initial.id || !(deleted || file)) return;
    setTold({ since: initial, file: deleted ? null : { ...initial, ...file } });
  });
  // A rendering that came after the notice knows more than it.
  return told && told.since === initial ? told.file : initial;
}

type Props = { file: FileDetail; startAt: number | null; onChanged: () => void; onDeleted: () => void };

function OpenVideo({ file, startAt, onChanged, onDeleted }: Props) {
  const { nameOf } = useVideoName();
  const copyMoment = useCopyMoment();
  const address = { params: { id: file.id } };
  const isAway = file.location === "device";
  const [isBrought, setIsBrought] = useState(false);
  const handleHere = useCallback(() => setIsBrought(true), []);
  const downloadHref = urlOf(routes.fileDownload, address);
  return (
    <>
      <VideoHeading
        file={file}
        downloadHref={isAway && !isBrought ? null : downloadHref}
        onChanged={onChanged}
        onDeleted={onDeleted}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21rem] lg:gap-6">
        <FilePlayer
          takesFocus
          isAway={isAway}
          onHere={handleHere}
          name={nameOf(file)}
          src={urlOf(routes.fileDownload, { ...address, query: { inline: true } })}
          poster={file.has_poster ? urlOf(routes.fileThumbnail, address) : null}
          downloadHref={downloadHref}
          gaps={gapSpans(file.gaps, file.created_at, file.duration_seconds ?? 0)}
          fps={file.fps}
          startAt={startAt}
          onCopyMoment={(seconds) => void copyMoment(seconds)}
        />
        <div>
          <VideoFacts file={file} />
          <GapList gaps={file.gaps} />
        </div>
      </div>
    </>
  );
}
