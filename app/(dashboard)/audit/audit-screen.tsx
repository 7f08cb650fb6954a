"use client";
import { Download, NotebookPen, SearchX } from "lucide-react";
import { useLocale, useTimeZone, useTranslations } from "use-intl";
import { AuditDays } from "@/components/audit/audit-days";
import { AuditFilterForm } from "@/components/audit/audit-filter-form";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { LoadMore } from "@/components/ui/load-more";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { Skeleton } from "@/components/ui/skeleton";
import { AUDIT_FILTERS, type AuditFilters, NO_AUDIT_FILTERS, toAuditQuery } from "@/lib/client/audit-filters";
import { routes } from "@/lib/client/routes";
import { urlOf } from "@/lib/client/url";
import { useAddressFilters } from "@/lib/client/use-address-filters";
import { useAudit } from "@/lib/client/use-audit";
import { useErrorText } from "@/lib/client/use-error-text";

export function AuditScreen() {
  const t = useTranslations("audit");
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  const [filters, setFilters] = useAddressFilters(AUDIT_FILTERS);
  const isFiltered = Object.values(filters).some(Boolean);
  const clear = () => setFilters(NO_AUDIT_FILTERS);
  const tableHref = urlOf(routes.auditExport, { query: { ...toAuditQuery(filters, timeZone), locale } });
  return (
    <>
      <PageHeading title={t("title")} lead={t("lead")}>
        <Button asChild>
          <a href={tableHref} download title={t("exportHint")}>
            <Download aria-hidden className="size-4 text-muted" />
            {t("export")}
          </a>
        </Button>
      </PageHeading>
      <AuditFilterForm filters={filters} isFiltered={isFiltered} onChange={setFilters} onClear={clear} />
      <AuditList filters={filters} isFiltered={isFiltered} onClear={clear} />
    </>
  );
}

type ListProps = { filters: AuditFilters; isFiltered: boolean; onClear: () => void };

function AuditList({ filters, isFiltered, onClear }: ListProps) {
  const t = useTranslations("audit");
  const errorText = useErrorText();
  const { entries, error, hasMore, isLoadingMore, loadMore, mutate } = useAudit(filters);
  if (!entries && error) return <ErrorState text={errorText(error)} onRetry={() => void mutate()} />;
  if (!entries) return <Skeleton className="h-96 rounded-card" />;
  if (entries.length === 0 && isFiltered)
    return (
      <NoticePanel icon={SearchX} title={t("noResultTitle")} body={t("noResultBody")}>
        <Button onClick={onClear}>{t("clear")}</Button>
      </NoticePanel>
    );
  if (entries.length === 0) return <NoticePanel icon={NotebookPen} title={t("emptyTitle")} body={t("emptyBody")} />;
  return (
    <>
      <AuditDays entries={entries} />
      {hasMore && (
        <LoadMore isBusy={isLoadingMore} onMore={loadMore}>
          {isLoadingMore ? t("loadingMore") : t("loadMore")}
        </LoadMore>
      )}
    </>
  );
}
