"use client";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";

type Props = {
  title: string;
  initialName: string;
  /** To choose from, for those who see several. */
  clubs: readonly { id: number; name: string }[];
  isBusy: boolean;
  error: string | null;
  onSave: (court: { name: string; clubId: number | undefined }) => void;
  onClose: () => void;
};

/** Names a court, new or known. */
export function CourtDialog({ title, initialName, clubs, isBusy, error, onSave, onClose }: Props) {
  const t = useTranslations();
  const [name, setName] = useState(initialName);
  const [clubId, setClubId] = useState(clubs[0]?.id);
  const [wasTried, setWasTried] = useState(false);
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setWasTried(true);
    if (name.trim() !== "") onSave({ name: name.trim(), clubId });
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !isBusy && onClose()}
      title={title}
      closeLabel={t("common.close")}
    >
      <form onSubmit={handleSubmit} noValidate className="grid gap-4">
        {clubs.length > 0 && (
          <SelectField
            label={t("places.club")}
            value={clubId}
            onChange={(event) => setClubId(Number(event.target.value))}
          >
            {clubs.map((club) => (
              <option key={club.id} value={club.id}>
                {club.name}
              </option>
            ))}
          </SelectField>
        )}
        <TextField
          label={t("places.courtName")}
          hint={t("places.courtNameHint")}
          error={wasTried && name.trim() === "" ? t("places.nameMissing") : null}
          autoComplete="off"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <FormError text={error} />
        <div className="mt-1 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button disabled={isBusy} onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" variant="primary" isBusy={isBusy}>
            {t("places.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
