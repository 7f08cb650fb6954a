"use client";
import { Clapperboard, SearchX, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { VideoFilters } from "@/components/files/video-filters";
import { ViewToggle } from "@/components/files/view-toggle";
import { Button } from "@/components/ui/button";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { useAccount } from "@/lib/client/account";
import { rememberVideoView } from "@/lib/client/preferences";
import { useAddressFilters } from "@/lib/client/use-address-filters";
import { NO_FILTERS, VIDEO_FILTERS } from "@/lib/client/video-filters";
import type { VideoView } from "@/lib/client/video-view";
import { useFilterChoices } from "./use-filter-choices";
import { VideoList } from "./video-list";

type Props = { initialView: VideoView };

export function VideosScreen({ initialView }: Props) {
  const t = useTranslations("videos");
  const { can } = useAccount();
  if (can("file:list")) return <VideoLibrary initialView={initialView} />;
  return <NoticePanel headingLevel={1} icon={Clapperboard} title={t("playerTitle")} body={t("playerBody")} />;
}

function VideoLibrary({ initialView }: Props) {
  const t = useTranslations("videos");
  const [filters, setFilters] = useAddressFilters(VIDEO_FILTERS);
  const [view, setView] = useState(initialView);
  const choices = useFilterChoices(filters);
  const isFiltered = Object.values(filters).some(Boolean);
  const clear = () => setFilters(NO_FILTERS);
  const handleView = (next: VideoView) => {
    setView(next);
    rememberVideoView(next);
  };
  return (
    <>
      <Heading view={view} onView={handleView} />
      <VideoFilters {...choices} filters={filters} isFiltered={isFiltered} onChange={setFilters} onClear={clear} />
      <VideoList
        filters={filters}
        view={view}
        empty={
          isFiltered ? (
            <NoticePanel icon={SearchX} title={t("noResultTitle")} body={t("noResultBody")}>
              <Button onClick={clear}>{t("clearFilters")}</Button>
            </NoticePanel>
          ) : (
            <NoticePanel icon={Clapperboard} title={t("emptyTitle")} body={t("emptyBody")} />
          )
        }
      />
    </>
  );
}

function Heading({ view, onView }: { view: VideoView; onView: (view: VideoView) => void }) {
  const t = useTranslations();
  const { can, seesOnlyOwn } = useAccount();
  return (
    <PageHeading title={seesOnlyOwn("file:list") ? t("nav.places.matches") : t("videos.title")}>
      <div className="flex items-center gap-2">
        {can("file:delete") && (
          <Button asChild variant="ghost">
            <Link href="/videos/trash">
              <Trash2 aria-hidden className="size-4" />
              {t("library.trash")}
            </Link>
          </Button>
        )}
        <ViewToggle view={view} onView={onView} />
      </div>
    </PageHeading>
  );
}
