"use client";
import { Lock, UserPlus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { PeopleFilters } from "@/components/people/people-filters";
import { Button } from "@/components/ui/button";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { useAccount } from "@/lib/client/account";
import { readPeopleFilters } from "@/lib/client/people-filters";
import { useClubs } from "@/lib/client/use-clubs";
import { useSettled } from "@/lib/client/use-settled";
import { InvitePersonDialog } from "./invite-person-dialog";
import { PeopleList } from "./people-list";
import { usePeople } from "./use-people";

const TYPING_MS = 250;

export function PeopleScreen() {
  const t = useTranslations("people");
  const { can } = useAccount();
  if (can("user:read")) return <People />;
  return <NoticePanel headingLevel={1} icon={Lock} title={t("forbiddenTitle")} body={t("forbiddenBody")} />;
}

function People() {
  const t = useTranslations("people");
  const { can } = useAccount();
  const [filters, setFilters] = useState(readPeopleFilters(useSearchParams()));
  const [isInviting, setIsInviting] = useState(false);
  const clubs = useClubs();
  const people = usePeople(useSettled(filters, TYPING_MS));
  return (
    <>
      <PageHeading title={t("title")} lead={t("lead")}>
        <Button variant="primary" onClick={() => setIsInviting(true)}>
          <UserPlus aria-hidden className="size-4" />
          {t("invite")}
        </Button>
      </PageHeading>
      <PeopleFilters filters={filters} clubs={can("club:create") ? clubs : null} onChange={setFilters} />
      <PeopleList {...people} clubs={clubs} isFiltered={Object.values(filters).some(Boolean)} />
      {isInviting && (
        <InvitePersonDialog
          clubs={clubs}
          clubId={filters.club}
          onClose={() => setIsInviting(false)}
          onInvited={people.refresh}
        />
      )}
    </>
  );
}
