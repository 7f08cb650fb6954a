"use client";
import { BellRing, SearchX } from "lucide-react";
import { useTranslations } from "use-intl";
import { EventDays } from "@/components/events/event-days";
import { EventFilterForm } from "@/components/events/event-filter-form";
import { EventsSkeleton } from "@/components/events/events-skeleton";
import { CalmSea } from "@/components/overview/calm-sea";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { useAccount } from "@/lib/client/account";
import { EVENT_FILTERS, type EventFilters, NO_EVENT_FILTERS } from "@/lib/client/event-filters";
import { useAddressFilters } from "@/lib/client/use-address-filters";
import { useErrorText } from "@/lib/client/use-error-text";
import { useEvents } from "@/lib/client/use-events";
import { usePlaces } from "@/lib/client/use-places";
import { useMarkSeen } from "./use-mark-seen";

/** What sensors and the system saw, day by day. */
export function EventsScreen() {
  const t = useTranslations("events");
  const { can } = useAccount();
  if (!can("event:read"))
    return <NoticePanel headingLevel={1} icon={BellRing} title={t("notYoursTitle")} body={t("notYoursBody")} />;
  return <EventsOfClub />;
}

function EventsOfClub() {
  const t = useTranslations("events");
  const [filters, setFilters] = useAddressFilters(EVENT_FILTERS);
  const { places } = usePlaces();
  const isFiltered = Object.values(filters).some(Boolean);
  const clear = () => setFilters(NO_EVENT_FILTERS);
  return (
    <>
      <PageHeading title={t("title")} lead={t("lead")} />
      <EventFilterForm
        filters={filters}
        devices={places?.devices ?? []}
        cameras={places?.cameras ?? []}
        isFiltered={isFiltered}
        onChange={setFilters}
        onClear={clear}
      />
      <EventList filters={filters} isFiltered={isFiltered} onClear={clear} />
    </>
  );
}

type ListProps = { filters: EventFilters; isFiltered: boolean; onClear: () => void };

function EventList({ filters, isFiltered, onClear }: ListProps) {
  const t = useTranslations("events");
  const errorText = useErrorText();
  const markSeen = useMarkSeen();
  const { events, error, hasMore, isLoadingMore, loadMore, mutate } = useEvents(filters);
  if (!events && error) return <ErrorState text={errorText(error)} onRetry={() => void mutate()} />;
  if (!events) return <EventsSkeleton />;
  if (events.length === 0 && isFiltered)
    return (
      <NoticePanel icon={SearchX} title={t("noResultTitle")} body={t("noResultBody")}>
        <Button onClick={onClear}>{t("clear")}</Button>
      </NoticePanel>
    );
  if (events.length === 0)
    return (
      <NoticePanel
        illustration={<CalmSea className="h-24 w-full max-w-md" />}
        title={t("emptyTitle")}
        body={t("emptyBody")}
      />
    );
  return (
    <>
      <EventDays events={events} onSeen={markSeen} />
      {hasMore && (
        <LoadMore isBusy={isLoadingMore} onMore={loadMore}>
          {isLoadingMore ? t("loadingMore") : t("loadMore")}
        </LoadMore>
      )}
    </>
  );
}
