"use client";
import { MonitorPlay } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { RecordDot } from "@/components/recordings/start-form";
import { Button } from "@/components/ui/button";

type Props = {
  courtName: string;
  /** The session there is to go to, if any. */
  sessionHref: string | null;
  canOpen: boolean;
  canRecord: boolean;
  /** False while there is no camera, or its device is away. */
  isReady: boolean;
  isOpening: boolean;
  onOpen: () => void;
  onRecord: () => void;
};

export function CourtActions({
  courtName,
  sessionHref,
  canOpen,
  canRecord,
  isReady,
  isOpening,
  onOpen,
  onRecord,
}: Props) {
  const t = useTranslations("courts");
  const court = { court: courtName };
  return (
    <>
      {canRecord && (
        <Button variant="primary" disabled={!isReady} aria-label={t("recordCourt", court)} onClick={onRecord}>
          <RecordDot />
          {t("record")}
        </Button>
      )}
      {sessionHref ? (
        <Button asChild className={canRecord ? "" : "col-span-2"}>
          <Link href={sessionHref} aria-label={t("toSessionOf", court)}>
            {t("toSession")}
          </Link>
        </Button>
      ) : (
        canOpen && (
          <Button
            isBusy={isOpening}
            disabled={!isReady}
            aria-label={t("openLiveOf", court)}
            onClick={onOpen}
            className={canRecord ? "" : "col-span-2"}
          >
            {!isOpening && <MonitorPlay aria-hidden className="size-4 text-muted" />}
            {isOpening ? t("opening") : t("openLive")}
          </Button>
        )
      )}
    </>
  );
}
