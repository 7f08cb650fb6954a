"use client";
import { MonitorPlay } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { useOpenCourt } from "@/lib/client/use-open-court";

/** A new session of the same court. */
export function ReopenButton({ courtId }: { courtId: number }) {
  const t = useTranslations();
  const { isOpening, error, handleOpen } = useOpenCourt(courtId);
  return (
    <>
      <Button isBusy={isOpening} onClick={() => void handleOpen()}>
        {!isOpening && <MonitorPlay aria-hidden className="size-4 text-muted" />}
        {isOpening ? t("courts.opening") : t("session.reopen")}
      </Button>
      {error && (
        <p role="alert" className="mt-3 text-sm text-rec">
          {error}
        </p>
      )}
    </>
  );
}
