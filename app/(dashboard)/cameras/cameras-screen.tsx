"use client";
import { Plus, Video } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { COURT_GRID, CourtCardSkeleton } from "@/components/courts/court-card-skeleton";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { ErrorState } from "@/components/ui/error-state";
import { NoticePanel } from "@/components/ui/notice-panel";
import { PageHeading } from "@/components/ui/page-heading";
import { useAccount } from "@/lib/client/account";
import { useErrorText } from "@/lib/client/use-error-text";
import { type Places, usePlaces } from "@/lib/client/use-places";
import { AddCourt } from "./court-dialogs";
import { CourtSection, PLACE_GRID } from "./court-section";

export function CamerasScreen() {
  const t = useTranslations("places");
  const errorText = useErrorText();
  const { can } = useAccount();
  const { places, error, reload } = usePlaces();
  const [isAdding, setIsAdding] = useState(false);
  const addButton = can("court:write") && (
    <Button variant="primary" onClick={() => setIsAdding(true)}>
      <Plus aria-hidden className="size-4" />
      {t("addCourt")}
    </Button>
  );
  const counts = places && { courts: places.courts.length, cameras: places.cameras.length };
  return (
    <>
      <PageHeading title={t("title")} lead={counts ? t("lead", counts) : null}>
        {addButton}
      </PageHeading>
      {places ? (
        <PlaceList places={places} onChanged={reload} />
      ) : error ? (
        <ErrorState text={errorText(error)} onRetry={reload} />
      ) : (
        <div aria-busy="true" className={COURT_GRID}>
          <CourtCardSkeleton />
          <CourtCardSkeleton />
        </div>
      )}
      {isAdding && <AddCourt onClose={() => setIsAdding(false)} onSaved={reload} />}
    </>
  );
}

function PlaceList({ places, onChanged }: { places: Places; onChanged: () => void }) {
  const t = useTranslations("places");
  const showsClub = new Set(places.courts.map(({ club_id }) => club_id)).size > 1;
  if (places.courts.length === 0 && places.cameras.length === 0)
    return <NoticePanel icon={Video} title={t("emptyTitle")} body={t("emptyBody")} />;
  const common = { places, showsClub, onChanged };
  return (
    <div className={cx(PLACE_GRID, "items-start gap-y-8")}>
      {places.courts.map((court) => (
        <CourtSection key={court.id} court={court} {...common} />
      ))}
      {places.cameras.some(({ court_id }) => court_id === null) && <CourtSection court={null} {...common} />}
    </div>
  );
}
