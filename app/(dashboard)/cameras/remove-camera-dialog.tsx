"use client";
import { useTranslations } from "use-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { usePlaceRefusal } from "@/lib/client/use-refusal-text";
import { useSubmit } from "@/lib/client/use-submit";
import type { CameraView } from "@/lib/contracts/cameras";

type Props = { camera: CameraView; onClose: () => void; onRemoved: () => void };

export function RemoveCameraDialog({ camera, onClose, onRemoved }: Props) {
  const t = useTranslations();
  const showToast = useToast();
  const { isBusy, error, submit } = useSubmit(usePlaceRefusal());
  const name = { camera: camera.name };
  async function handleRemove() {
    if (!(await submit(() => api(routes.cameraDelete, { params: { id: camera.id } })))) return;
    showToast({ tone: "good", text: t("places.camera.removed", name) });
    onRemoved();
    onClose();
  }
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("places.camera.removeTitle", name)}
      body={t("places.camera.removeBody")}
      confirmLabel={t("places.camera.remove")}
      cancelLabel={t("common.cancel")}
      isBusy={isBusy}
      error={error}
      onConfirm={() => void handleRemove()}
    />
  );
}
