"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { CamerasOfDeleted } from "@/lib/contracts/courts";

type Props = {
  courtName: string;
  cameraCount: number;
  isBusy: boolean;
  error: string | null;
  onDelete: (cameras: CamerasOfDeleted | undefined) => void;
  onClose: () => void;
};

const CHOICES = ["keep", "delete"] as const;

/** Says what goes and what stays, and asks about the cameras that hang on it. */
export function DeleteCourtDialog({ courtName, cameraCount, isBusy, error, onDelete, onClose }: Props) {
  const t = useTranslations();
  const [cameras, setCameras] = useState<CamerasOfDeleted>("keep");
  const labels = { keep: t("places.keepCameras"), delete: t("places.deleteCameras") };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("places.deleteCourtTitle", { court: courtName })}
      body={t("places.deleteCourtBody")}
      confirmLabel={t("places.deleteCourt")}
      cancelLabel={t("common.cancel")}
      isBusy={isBusy}
      error={error}
      onConfirm={() => onDelete(cameraCount > 0 ? cameras : undefined)}
    >
      {cameraCount > 0 && (
        <fieldset className="mt-4">
          <legend className="mb-1.5 text-sm font-medium">
            {t("places.deleteCourtCameras", { count: cameraCount })}
          </legend>
          {CHOICES.map((choice) => (
            <label key={choice} className="flex min-h-10 items-center gap-2.5 text-sm">
              <input
                type="radio"
                name="cameras"
                className="size-4 accent-sea"
                checked={cameras === choice}
                onChange={() => setCameras(choice)}
              />
              {labels[choice]}
            </label>
          ))}
        </fieldset>
      )}
    </ConfirmDialog>
  );
}
