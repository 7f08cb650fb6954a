"use client";
import { Clapperboard, SearchX } from "lucide-react";
import { useTranslations } from "use-intl";
import { VideoFilters } from "@/components/files/video-filters";
import { Button } from "@/components/ui/button";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { useAccount } from "@/lib/client/account";
import { routes } from "@/lib/client/routes";
import { useApi } from "@/lib/client/use-api";
import { useVideoFilters } from "@/lib/client/use-video-filters";
import type { VideoFilters as Filters } from "@/lib/client/video-filters";
import { VideoGrid } from "./video-grid";

const NO_FILTERS: Filters = { court: null, from: null, to: null };

export function VideosScreen() {
  const t = useTranslations("videos");
  const { can } = useAccount();
  if (can("file:list")) return <VideoLibrary />;
  return <NoticePanel headingLevel={1} icon={Clapperboard} title={t("playerTitle")} body={t("playerBody")} />;
}

function VideoLibrary() {
  const t = useTranslations("videos");
  const [filters, setFilters] = useVideoFilters();
  const isFiltered = Object.values(filters).some(Boolean);
  const { data } = useApi(routes.courts, {});
  const clear = () => setFilters(NO_FILTERS);
  return (
    <>
      <PageHeading title={t("title")} />
      <VideoFilters
        filters={filters}
        courts={data?.courts ?? []}
        isFiltered={isFiltered}
        onChange={setFilters}
        onClear={clear}
      />
      <VideoGrid
        filters={filters}
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
