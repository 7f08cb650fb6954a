"use client";
import { CalendarPlus, Rss } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { TimeZone } from "@/components/layout/texts";
import { ScheduleSkeleton } from "@/components/schedule/schedule-skeleton";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { useAccount } from "@/lib/client/account";
import { useErrorText } from "@/lib/client/use-error-text";
import { useNow } from "@/lib/client/use-now";
import { wallClock } from "@/lib/core/zoned-time";
import { type Planning, ScheduleDialogs } from "./schedule-dialogs";
import { ScheduleWeek } from "./schedule-week";
import { useClubs } from "./use-clubs";
import { useSchedule } from "./use-schedule";
import { useWeek } from "./use-week";

const SubscribeDialog = dynamic(() => import("./subscribe-dialog").then((file) => file.SubscribeDialog));

/** What is planned, week by week. */
export function ScheduleScreen() {
  const t = useTranslations("schedule");
  const errorText = useErrorText();
  const { club, can } = useAccount();
  const nowMs = useNow();
  const [planning, setPlanning] = useState<Planning | null>(null);
  const [isSubscribing, setIsSubscribing] = useState(false);
  const clubs = useClubs();
  const [zone, setZone] = useState(club?.timezone ?? "UTC");
  const today = nowMs > 0 ? wallClock(nowMs, zone).day : null;
  const week = useWeek(today);
  const { data, error, mutate } = useSchedule(
    clubs.clubId === null && clubs.isLoaded ? null : week.monday,
    clubs.clubId,
  );
  // Who has no club of their own learns its time zone with its schedule.
  const timeZone = data?.clubs.find(({ id }) => id === clubs.clubId)?.timezone ?? club?.timezone ?? zone;
  if (timeZone !== zone) setZone(timeZone);
  const canPlan = can("schedule:write") && clubs.courts.length > 0;
  const failure = error ?? clubs.error;

  return (
    <TimeZone timeZone={timeZone}>
      <PageHeading title={t("title")} lead={data ? t("clubClock", { timeZone }) : null}>
        <div className="flex flex-wrap gap-2">
          {can("schedule:read") && (
            <Button onClick={() => setIsSubscribing(true)}>
              <Rss aria-hidden className="size-4 text-muted" />
              {t("subscribe")}
            </Button>
          )}
          {can("schedule:write") && (
            <Button
              variant="primary"
              disabled={!canPlan}
              onClick={() => setPlanning({ kind: "new", day: null, minute: null })}
            >
              <CalendarPlus aria-hidden className="size-4" />
              {t("plan")}
            </Button>
          )}
        </div>
      </PageHeading>
      {data && week.monday && clubs.courts.length > 0 ? (
        <ScheduleWeek
          schedule={data}
          week={{ ...week, monday: week.monday }}
          clubs={clubs}
          timeZone={timeZone}
          nowMs={nowMs}
          onPlan={canPlan ? (day, minute) => setPlanning({ kind: "new", day, minute }) : null}
          onOpen={({ plan_id, starts_at }) => setPlanning({ kind: "look", planId: plan_id, startsAt: starts_at })}
        />
      ) : failure ? (
        <ErrorState text={errorText(failure)} onRetry={() => [mutate(), clubs.retry()]} />
      ) : clubs.isLoaded && clubs.courts.length === 0 ? (
        <NoticePanel icon={CalendarPlus} title={t("noCourtTitle")} body={t("noCourtBody")} />
      ) : (
        <ScheduleSkeleton />
      )}
      {planning && data && (
        <ScheduleDialogs
          planning={planning}
          schedule={data}
          courts={clubs.courts}
          timeZone={timeZone}
          nowMs={nowMs}
          onChoose={setPlanning}
          onChanged={() => void mutate()}
        />
      )}
      {isSubscribing && <SubscribeDialog onClose={() => setIsSubscribing(false)} />}
    </TimeZone>
  );
}
