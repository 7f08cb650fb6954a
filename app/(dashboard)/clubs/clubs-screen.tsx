"use client";
import { Building2, Lock, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { CLUB_GRID, ClubCard, ClubCardSkeleton } from "@/components/clubs/club-card";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { useAccount } from "@/lib/client/account";
import { useErrorText } from "@/lib/client/use-error-text";
import { NewClubDialog } from "./new-club-dialog";
import { useClubList } from "./use-club-list";

export function ClubsScreen() {
  const t = useTranslations("clubs");
  const { can } = useAccount();
  if (can("club:create")) return <Clubs />;
  return <NoticePanel headingLevel={1} icon={Lock} title={t("forbiddenTitle")} body={t("forbiddenBody")} />;
}

function Clubs() {
  const t = useTranslations("clubs");
  const router = useRouter();
  const list = useClubList(true);
  const [isAdding, setIsAdding] = useState(false);
  return (
    <>
      <PageHeading title={t("title")} lead={t("lead")}>
        <Button variant="primary" onClick={() => setIsAdding(true)}>
          <Plus aria-hidden className="size-4" />
          {t("add")}
        </Button>
      </PageHeading>
      <ClubGrid {...list} />
      {isAdding && (
        <NewClubDialog onClose={() => setIsAdding(false)} onAdded={(club) => router.push(`/clubs/${club.id}`)} />
      )}
    </>
  );
}

function ClubGrid({ clubs, error, hasMore, isLoadingMore, loadMore, refresh }: ReturnType<typeof useClubList>) {
  const t = useTranslations("clubs");
  const errorText = useErrorText();
  if (!clubs && error) return <ErrorState text={errorText(error)} onRetry={refresh} />;
  if (!clubs)
    return (
      <div aria-busy="true" className={CLUB_GRID}>
        <ClubCardSkeleton />
        <ClubCardSkeleton />
        <ClubCardSkeleton />
      </div>
    );
  if (clubs.length === 0) return <NoticePanel icon={Building2} title={t("emptyTitle")} body={t("emptyBody")} />;
  return (
    <>
      <ul className={CLUB_GRID}>
        {clubs.map((club) => (
          <ClubCard key={club.id} club={club} href={`/clubs/${club.id}`} />
        ))}
      </ul>
      {hasMore && (
        <LoadMore isBusy={isLoadingMore} onMore={loadMore}>
          {t("loadMore")}
        </LoadMore>
      )}
    </>
  );
}
