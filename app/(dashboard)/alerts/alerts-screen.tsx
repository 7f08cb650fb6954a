"use client";
import { BellRing, SearchX, Settings2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { AlertFilterForm } from "@/components/alerts/alert-filter-form";
import { OpenAlerts } from "@/components/alerts/open-alerts";
import { useAcknowledge } from "@/components/alerts/use-acknowledge";
import { EventsSkeleton } from "@/components/events/events-skeleton";
import { CalmSea } from "@/components/overview/calm-sea";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { useAccount } from "@/lib/client/account";
import { ALERT_FILTERS, type AlertFilters, NO_ALERT_FILTERS } from "@/lib/client/alerts/alert-filters";
import { type AlertRead, useAlerts } from "@/lib/client/alerts/use-alerts";
import { useAddressFilters } from "@/lib/client/use-address-filters";
import { useErrorText } from "@/lib/client/use-error-text";
import { usePlaces } from "@/lib/client/use-places";
import { AcknowledgeAll } from "./acknowledge-all";
import { SeenTo } from "./seen-to";

/** What needs somebody's eyes: open alerts first, then those that were seen to. */
export function AlertsScreen() {
  const t = useTranslations("alerts");
  const { can } = useAccount();
  if (!can("alert:read"))
    return <NoticePanel headingLevel={1} icon={BellRing} title={t("notYoursTitle")} body={t("notYoursBody")} />;
  return <AlertsOfClub />;
}

function AlertsOfClub() {
  const t = useTranslations("alerts");
  const [filters, setFilters] = useAddressFilters(ALERT_FILTERS);
  const { places } = usePlaces();
  const open = useAlerts(filters, "open");
  const seen = useAlerts(filters, "acknowledged");
  const clear = () => setFilters(NO_ALERT_FILTERS);
  return (
    <>
      <PageHeading title={t("title")} lead={t("lead")}>
        <div className="flex flex-wrap gap-2">
          <AcknowledgeAll openCount={open.openCount} latestSeq={open.latestSeq} />
          <Button asChild>
            <Link href="/alerts/settings">
              <Settings2 aria-hidden className="size-4" />
              {t("settings")}
            </Link>
          </Button>
        </div>
      </PageHeading>
      <AlertFilterForm
        filters={filters}
        devices={places?.devices ?? []}
        cameras={places?.cameras ?? []}
        isFiltered={Object.values(filters).some(Boolean)}
        onChange={setFilters}
        onClear={clear}
      />
      <Lists filters={filters} open={open} seen={seen} onClear={clear} />
    </>
  );
}

type ListsProps = { filters: AlertFilters; open: AlertRead; seen: AlertRead; onClear: () => void };

function Lists({ filters, open, seen, onClear }: ListsProps) {
  const errorText = useErrorText();
  const acknowledge = useAcknowledge();
  const wantsOpen = filters.state !== "acknowledged";
  const wantsSeen = filters.state !== "open";
  const error = open.error ?? seen.error;
  const isRead = (!wantsOpen || open.alerts) && (!wantsSeen || seen.alerts);
  if (!isRead && error)
    return (
      <ErrorState
        text={errorText(error)}
        onRetry={() => {
          void open.mutate();
          void seen.mutate();
        }}
      />
    );
  if (!isRead) return <EventsSkeleton />;
  const openAlerts = wantsOpen ? (open.alerts ?? []) : [];
  const seenAlerts = wantsSeen ? (seen.alerts ?? []) : [];
  if (openAlerts.length + seenAlerts.length === 0) return <Nothing filters={filters} onClear={onClear} />;
  return (
    <div className="grid gap-10">
      {wantsOpen && openAlerts.length === 0 && <NothingOpen />}
      {openAlerts.length > 0 && (
        <div>
          <OpenAlerts alerts={openAlerts} onAcknowledge={acknowledge} />
          <More read={open} />
        </div>
      )}
      {seenAlerts.length > 0 && (
        <div>
          <SeenTo alerts={seenAlerts} onReopen={(id) => acknowledge([id], false)} />
          <More read={seen} />
        </div>
      )}
    </div>
  );
}

function More({ read }: { read: AlertRead }) {
  const t = useTranslations("events");
  if (!read.hasMore) return null;
  return (
    <LoadMore isBusy={read.isLoadingMore} onMore={read.loadMore}>
      {t(read.isLoadingMore ? "loadingMore" : "loadMore")}
    </LoadMore>
  );
}

function NothingOpen() {
  const t = useTranslations("alerts");
  return (
    <NoticePanel
      illustration={<CalmSea className="h-20 w-full max-w-md" />}
      title={t("nothingOpenTitle")}
      body={t("nothingOpenBody")}
    />
  );
}

function Nothing({ filters, onClear }: Pick<ListsProps, "filters" | "onClear">) {
  const t = useTranslations();
  const isNarrowed = Boolean(filters.severity ?? filters.device ?? filters.camera ?? filters.state);
  if (isNarrowed)
    return (
      <NoticePanel icon={SearchX} title={t("events.noResultTitle")} body={t("events.noResultBody")}>
        <Button onClick={onClear}>{t("events.clear")}</Button>
      </NoticePanel>
    );
  return (
    <NoticePanel
      illustration={<CalmSea className="h-24 w-full max-w-md" />}
      title={t("alerts.emptyTitle")}
      body={t("alerts.emptyBody")}
    />
  );
}
