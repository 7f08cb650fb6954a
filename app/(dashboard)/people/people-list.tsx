"use client";
import { SearchX, Users } from "lucide-react";
import { useTranslations } from "use-intl";
import { PersonRow, PersonRowSkeleton } from "@/components/people/person-row";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { NoticePanel } from "@/components/ui/notice-panel";
import { useAccount } from "@/lib/client/account";
import type { ClubChoice } from "@/lib/client/use-clubs";
import { useErrorText } from "@/lib/client/use-error-text";
import { PersonActions } from "./person-actions";
import type { usePeople } from "./use-people";

type Props = ReturnType<typeof usePeople> & { clubs: ClubChoice[]; isFiltered: boolean };

const LIST = "divide-y divide-line rounded-card border border-line bg-surface shadow-card";

export function PeopleList({ people, error, hasMore, isLoadingMore, loadMore, refresh, clubs, isFiltered }: Props) {
  const t = useTranslations("people");
  const errorText = useErrorText();
  const { user } = useAccount();
  if (!people && error) return <ErrorState text={errorText(error)} onRetry={refresh} />;
  if (!people)
    return (
      <div aria-busy="true" className={LIST}>
        {["a", "b", "c", "d", "e"].map((key) => (
          <PersonRowSkeleton key={key} />
        ))}
      </div>
    );
  if (people.length === 0 && isFiltered)
    return <NoticePanel icon={SearchX} title={t("noResultTitle")} body={t("noResultBody")} />;
  if (people.length === 0) return <NoticePanel icon={Users} title={t("emptyTitle")} body={t("emptyBody")} />;
  return (
    <>
      <ul aria-label={t("title")} className={LIST}>
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            isSelf={person.id === user.id}
            showsClub={user.club_id === null}
            menu={<PersonActions person={person} clubs={clubs} onChanged={refresh} />}
          />
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
