"use client";
import { LayoutGrid, SquarePlay } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { COURT_GRID, CourtCardSkeleton } from "@/components/courts/court-card-skeleton";
import { buttonClasses } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { useAccount } from "@/lib/client/account";
import { useErrorText } from "@/lib/client/use-error-text";
import type { CourtView } from "@/lib/contracts/courts";
import { CourtTile } from "./court-tile";
import { useCourts } from "./use-courts";

/** Loaded when somebody first asks to record. */
const RecordCourtDialog = dynamic(() => import("./record-court-dialog").then((file) => file.RecordCourtDialog));

export function CourtsScreen() {
  const t = useTranslations("courts");
  const { can } = useAccount();
  const { data, error, mutate } = useCourts();
  const [chosenCourt, setChosenCourt] = useState<CourtView | null>(null);
  const count = data?.courts.filter(({ recording }) => recording).length;
  return (
    <>
      <PageHeading title={t("title")} lead={count === undefined ? null : t("lead", { count })}>
        {can("camera:watch") && (
          <Link href="/wall" className={buttonClasses()}>
            <LayoutGrid aria-hidden className="size-4" />
            {t("toWall")}
          </Link>
        )}
      </PageHeading>
      <CourtGrid courts={data?.courts} error={error} onRetry={() => void mutate()} onRecord={setChosenCourt} />
      {chosenCourt && (
        <RecordCourtDialog court={chosenCourt} onClose={() => setChosenCourt(null)} onChanged={() => void mutate()} />
      )}
    </>
  );
}

type GridProps = {
  courts: CourtView[] | undefined;
  error: unknown;
  onRetry: () => void;
  onRecord: (court: CourtView) => void;
};

function CourtGrid({ courts, error, onRetry, onRecord }: GridProps) {
  const t = useTranslations("courts");
  const errorText = useErrorText();
  if (!courts && error) return <ErrorState text={errorText(error)} onRetry={onRetry} />;
  if (!courts)
    return (
      <div aria-busy="true" className={COURT_GRID}>
        <CourtCardSkeleton />
        <CourtCardSkeleton />
        <CourtCardSkeleton />
      </div>
    );
  if (courts.length === 0) return <NoticePanel icon={SquarePlay} title={t("emptyTitle")} body={t("emptyBody")} />;
  const showsClub = new Set(courts.map(({ club_id }) => club_id)).size > 1;
  return (
    <div className={COURT_GRID}>
      {courts.map((court) => (
        <CourtTile key={court.id} court={court} showsClub={showsClub} onRecord={() => onRecord(court)} />
      ))}
    </div>
  );
}
