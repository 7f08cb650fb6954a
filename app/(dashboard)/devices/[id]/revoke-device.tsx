"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { TextField } from "@/components/ui/field";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import type { DeviceView } from "@/lib/contracts/devices";
import { useDeviceChange } from "./use-device-change";

type Props = { device: DeviceView; onChanged: () => void; onClose: () => void };

/** Cuts a device off. Its id has to be typed: a court is no longer recorded by it a moment later. */
export function RevokeDevice({ device: { id, name, cameras }, onChanged, onClose }: Props) {
  const t = useTranslations();
  const [typed, setTyped] = useState("");
  const [wasTried, setWasTried] = useState(false);
  const { isBusy, error, change } = useDeviceChange({
    send: () => api(routes.deviceRevoke, { params: { id } }),
    done: t("enrolment.revoked", { device: name }),
    onChanged,
    onClose,
  });
  const isSure = typed.trim().toLowerCase() === id;
  const handleConfirm = async () => {
    setWasTried(true);
    if (isSure) await change();
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("enrolment.revokeTitle", { device: name })}
      body={t("enrolment.revokeBody", { count: cameras.length })}
      confirmLabel={t("enrolment.revoke")}
      cancelLabel={t("common.cancel")}
      isBusy={isBusy}
      error={error}
      onConfirm={() => void handleConfirm()}
    >
      <TextField
        className="mt-4"
        label={t("enrolment.typeId", { id })}
        error={wasTried && !isSure ? t("enrolment.typeIdWrong", { id }) : null}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </ConfirmDialog>
  );
}
