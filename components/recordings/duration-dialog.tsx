"use client";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { StartForm } from "./start-form";

type Props = {
  courtName: string;
  isStarting: boolean;
  error: string | null;
  onStart: (minutes: number) => void;
  onClose: () => void;
};

/** Asks how long to record. */
export function DurationDialog({ courtName, isStarting, error, onStart, onClose }: Props) {
  const t = useTranslations();
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !isStarting && onClose()}
      title={t("duration.title", { court: courtName })}
      description={t("duration.lead")}
      closeLabel={t("common.close")}
    >
      <StartForm isStarting={isStarting} error={error} onStart={onStart}>
        <Button disabled={isStarting} onClick={onClose}>
          {t("common.cancel")}
        </Button>
      </StartForm>
    </Dialog>
  );
}
