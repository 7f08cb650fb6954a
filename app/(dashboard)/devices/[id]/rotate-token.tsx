"use client";
import { useTranslations } from "use-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import type { DeviceView } from "@/lib/contracts/devices";
import { useDeviceChange } from "./use-device-change";

type Props = { device: DeviceView; onChanged: () => void; onClose: () => void };

/** A new token for a device that is there: nothing is lost by it. */
export function RotateToken({ device: { id, name }, onChanged, onClose }: Props) {
  const t = useTranslations();
  const { isBusy, error, change } = useDeviceChange({
    send: () => api(routes.deviceRotate, { params: { id } }),
    done: t("enrolment.rotated", { device: name }),
    onChanged,
    onClose,
  });
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
      onConfirm={() => void change()}
    />
  );
}
