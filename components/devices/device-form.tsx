"use client";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { DialogActions } from "@/components/ui/dialog-actions";
import { SelectField, TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { deviceIdFrom, isDeviceId } from "@/lib/client/device-id";

export type DeviceDraft = { id: string; name: string; clubId: number | null | undefined };
type Props = {
  /** To choose from, for those who see several. */
  clubs: readonly { id: number; name: string }[];
  isBusy: boolean;
  error: string | null;
  onSave: (device: DeviceDraft) => void;
  onClose: () => void;
};

const EVERY = "every";

/** Names a device that is new; its id follows the name until somebody writes another. */
export function DeviceForm({ clubs, isBusy, error, onSave, onClose }: Props) {
  const t = useTranslations("enrolment");
  const [name, setName] = useState("");
  const [ownId, setOwnId] = useState<string | null>(null);
  const [club, setClub] = useState<string>(clubs[0] ? String(clubs[0].id) : "");
  const [wasTried, setWasTried] = useState(false);
  const id = ownId ?? deviceIdFrom(name);
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setWasTried(true);
    if (name.trim() === "" || !isDeviceId(id)) return;
    const clubId = clubs.length === 0 ? undefined : club === EVERY ? null : Number(club);
    onSave({ id, name: name.trim(), clubId });
  }
  return (
    <form onSubmit={handleSubmit} noValidate className="grid gap-4">
      <TextField
        label={t("name")}
        hint={t("nameHint")}
        error={wasTried && name.trim() === "" ? t("nameMissing") : null}
        autoComplete="off"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t("id")}
        hint={t("idHint")}
        error={wasTried && name.trim() !== "" && !isDeviceId(id) ? t("idWrong") : null}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        value={id}
        onChange={(event) => setOwnId(event.target.value.toLowerCase())}
      />
      {clubs.length > 0 && (
        <SelectField label={t("club")} value={club} onChange={(event) => setClub(event.target.value)}>
          {clubs.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.name}
            </option>
          ))}
          <option value={EVERY}>{t("everyClub")}</option>
        </SelectField>
      )}
      <FormError text={error} />
      <DialogActions submitLabel={t("next")} isBusy={isBusy} onCancel={onClose} />
    </form>
  );
}
