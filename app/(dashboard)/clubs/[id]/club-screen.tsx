"use client";
import { ArrowLeft, Telescope } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { Skeleton } from "@/components/ui/skeleton";
import { useAccount } from "@/lib/client/account";
import { isApiError } from "@/lib/client/api-error";
import { routes } from "@/lib/client/routes";
import { useApi } from "@/lib/client/use-api";
import { useErrorText } from "@/lib/client/use-error-text";
import { ClubForm } from "./club-form";

/** One club: what it holds, and its settings. */
export function ClubScreen({ id }: { id: string }) {
  const t = useTranslations("clubs");
  const errorText = useErrorText();
  const { can } = useAccount();
  const { data, error, mutate } = useApi(routes.club, { params: { id } }, { revalidateOnFocus: false });
  if (isApiError(error) && (error.code === "not_found" || error.code === "forbidden"))
    return (
      <NoticePanel headingLevel={1} icon={Telescope} title={t("notFoundTitle")} body={t("notFoundBody")}>
        <Button asChild>
          <Link href="/courts">{t("toCourts")}</Link>
        </Button>
      </NoticePanel>
    );
  if (!data && error) return <ErrorState headingLevel={1} text={errorText(error)} onRetry={() => void mutate()} />;
  if (!data) return <ClubSkeleton />;
  const { people, courts, cameras } = data.club.counts;
  const counts = [t("people", { count: people }), t("courts", { count: courts }), t("cameras", { count: cameras })];
  return (
    <>
      {can("club:create") && (
        <Link
          href="/clubs"
          className="-ml-1 mb-3 inline-flex items-center gap-1.5 rounded-control px-1 text-sm text-muted hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4" />
          {t("title")}
        </Link>
      )}
      <PageHeading title={data.club.name} lead={counts.join(" · ")}>
        <Button asChild>
          <Link href={can("club:create") ? `/people?club=${data.club.id}` : "/people"}>{t("toPeople")}</Link>
        </Button>
      </PageHeading>
      <ClubForm key={data.club.id} club={data.club} onSaved={(club) => void mutate({ ...data, club }, false)} />
    </>
  );
}

const ClubSkeleton = () => (
  <div aria-busy="true">
    <Skeleton className="h-8 w-56" />
    <Skeleton className="mt-2 h-5 w-40" />
    <Skeleton className="mt-6 h-96 rounded-card" />
  </div>
);
