"use client";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "@/components/ui/dialog";
import { DialogActions } from "@/components/ui/dialog-actions";
import { TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useSubmit } from "@/lib/client/use-submit";
import type { DeviceView } from "@/lib/contracts/devices";
import { useDeviceRefusal } from "../use-device-refusal";

type Props = { device: DeviceView; onChanged: () => void; onClose: () => void };

export function RenameDevice({ device: { id, name: before }, onChanged, onClose }: Props) {
  const t = useTranslations();
  const [name, setName] = useState(before);
  const { isBusy, error, submit } = useSubmit(useDeviceRefusal());
  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === "") return;
    const saved = await submit(() => api(routes.deviceUpdate, { params: { id }, body: { name: name.trim() } }));
    if (!saved) return;
    onChanged();
    onClose();
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}
      title={t("enrolment.rename")}
      closeLabel={t("common.close")}
    >
      <form onSubmit={(event) => void handleSubmit(event)} noValidate className="grid gap-4">
        <TextField
          label={t("enrolment.name")}
          hint={t("enrolment.idStays", { id })}
          error={name.trim() === "" ? t("enrolment.nameMissing") : null}
          autoComplete="off"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <FormError text={error} />
        <DialogActions submitLabel={t("common.save")} isBusy={isBusy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
