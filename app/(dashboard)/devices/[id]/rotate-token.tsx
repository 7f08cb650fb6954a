"use client";
import { useTranslations } from "use-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useSubmit } from "@/lib/client/use-submit";
import type { DeviceView } from "@/lib/contracts/devices";
import { useDeviceRefusal } from "../use-device-refusal";

type Props = { device: DeviceView; onChanged: () => void; onClose: () => void };

/** A new token for a device that is there: nothing is lost by it. */
export function RotateToken({ device: { id, name }, onChanged, onClose }: Props) {
  const t = useTranslations();
  const toast = useToast();
  const { isBusy, error, submit } = useSubmit(useDeviceRefusal());
  const handleConfirm = async () => {
    if (!(await submit(() => api(routes.deviceRotate, { params: { id } })))) return;
    toast({ tone: "good", text: t("enrolment.rotated", { device: name }) });
    onChanged();
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("enrolment.rotateTitle", { device: name })}
      body={t("enrolment.rotateBody")}
      confirmLabel={t("enrolment.rotate")}
      cancelLabel={t("common.cancel")}
      isBusy={isBusy}
      isHarmless
      error={error}
      onConfirm={() => void handleConfirm()}
    />
  );
}
