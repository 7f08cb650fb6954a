"use client";
import { LayoutGrid, Telescope } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import { DeviceLines } from "@/components/overview/device-lines";
import { OverviewSkeleton } from "@/components/overview/overview-skeleton";
import { OverviewState } from "@/components/overview/overview-state";
import { Pillars } from "@/components/overview/pillars";
import { ProblemList } from "@/components/overview/problem-list";
import { TodayList } from "@/components/overview/today-list";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { useLinkState } from "@/lib/client/socket";
import { useErrorText } from "@/lib/client/use-error-text";
import type { Overview } from "@/lib/contracts/overview";
import { CourtLines } from "./court-lines";
import { useOverview } from "./use-overview";

/** Is everything recording, stored and reachable right now? */
export function OverviewScreen() {
  const t = useTranslations("overview");
  const format = useFormatter();
  const errorText = useErrorText();
  const { data, error, mutate } = useOverview();
  const lead = data ? t("lead", { time: format.dateTime(new Date(data.overview.at), "timeWithSeconds") }) : null;
  return (
    <>
      <PageHeading title={t("title")} lead={lead}>
        <Button asChild>
          <Link href="/wall">
            <LayoutGrid aria-hidden className="size-4" />
            {t("toWall")}
          </Link>
        </Button>
      </PageHeading>
      {data ? (
        <OverviewBody overview={data.overview} />
      ) : error ? (
        <ErrorState text={errorText(error)} onRetry={() => void mutate()} />
      ) : (
        <OverviewSkeleton />
      )}
    </>
  );
}

function OverviewBody({ overview }: { overview: Overview }) {
  const t = useTranslations("overview");
  const isBlind = useLinkState() === "offline";
  const { courts, devices, problems, today } = overview;
  if (courts.length === 0 && devices.length === 0)
    return <NoticePanel icon={Telescope} title={t("emptyTitle")} body={t("emptyBody")} />;
  const showsClub = new Set(courts.map(({ club_id }) => club_id)).size > 1;
  return (
    <div className="grid gap-6">
      <OverviewState problems={problems.length} at={overview.at} isBlind={isBlind}>
        <Pillars overview={overview} />
      </OverviewState>
      <ProblemList problems={problems} showsClub={showsClub} />
      <CourtLines courts={courts} showsClub={showsClub} />
      <DeviceLines devices={devices} />
      <TodayList recordings={today} showsClub={showsClub} />
    </div>
  );
}
