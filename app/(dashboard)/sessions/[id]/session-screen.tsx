"use client";
import { ArrowLeft, Telescope } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { SessionFacts } from "@/components/sessions/session-facts";
import { SessionSkeleton } from "@/components/sessions/session-skeleton";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { NoticePanel } from "@/components/ui/notice-panel";
import { isApiError } from "@/lib/client/api-error";
import { useErrorText } from "@/lib/client/use-error-text";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { RecordingPanel } from "./recording-panel";
import { ReplayPanel } from "./replay-panel";
import { SessionEvents } from "./session-events";
import { SessionStage } from "./session-stage";
import { useSession } from "./use-session";

export function SessionScreen({ sessionId }: { sessionId: string }) {
  const t = useTranslations();
  const errorText = useErrorText();
  const { data, error, mutate } = useSession(sessionId);
  if (data) return <OpenSession session={data.session} onChanged={() => void mutate()} />;
  if (!error) return <SessionSkeleton />;
  // 422: the address is not a session's id at all.
  if (isApiError(error) && (error.code === "not_found" || error.code === "unprocessable"))
    return (
      <NoticePanel icon={Telescope} headingLevel={1} title={t("errors.notFoundTitle")} body={t("session.notFound")}>
        <Button asChild>
          <Link href="/courts">{t("errors.toCourts")}</Link>
        </Button>
      </NoticePanel>
    );
  return <ErrorState headingLevel={1} text={errorText(error)} onRetry={() => void mutate()} />;
}

type Props = { session: SessionDetail; onChanged: () => void };

function OpenSession({ session, onChanged }: Props) {
  const t = useTranslations("nav");
  return (
    <>
      <Link
        href="/courts"
        className="-ml-1 mb-3 inline-flex items-center gap-1.5 rounded-control px-1 text-sm text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t("places.courts")}
      </Link>
      <h1 className="mb-5 text-2xl font-semibold tracking-tight">{session.court_name ?? session.camera_name}</h1>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_23rem] lg:gap-6">
        <SessionStage session={session} />
        <div className="grid gap-5">
          <RecordingPanel session={session} onChanged={onChanged} />
          <ReplayPanel session={session} />
          <SessionEvents session={session} />
          <SessionFacts session={session} />
        </div>
      </div>
    </>
  );
}
