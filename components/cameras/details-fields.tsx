"use client";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { SelectField, TextField } from "@/components/ui/field";
import type { CameraDraft } from "@/lib/client/camera-draft";

type Props = {
  draft: CameraDraft;
  courts: readonly { id: number; name: string }[];
  /** A camera of no court is possible where the club is known anyway. */
  canHaveNoCourt: boolean;
  nameError: string | null;
  onChange: (change: Partial<CameraDraft>) => void;
};

/** What the camera is called, which court it films, and whether it is heard. */
export function DetailsFields({ draft, courts, canHaveNoCourt, nameError, onChange }: Props) {
  const t = useTranslations("places.camera");
  const id = useId();
  return (
    <div className="grid gap-4">
      <TextField
        label={t("name")}
        hint={t("nameHint")}
        error={nameError}
        autoComplete="off"
        maxLength={80}
        value={draft.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <SelectField
        label={t("court")}
        value={draft.courtId}
        onChange={(event) => onChange({ courtId: event.target.value })}
      >
        {canHaveNoCourt && <option value="">{t("noCourt")}</option>}
        {courts.map((court) => (
          <option key={court.id} value={court.id}>
            {court.name}
          </option>
        ))}
      </SelectField>
      <label htmlFor={id} className="flex items-start gap-3 text-sm">
        <input
          id={id}
          type="checkbox"
          aria-describedby={`${id}-note`}
          className="mt-0.5 size-4.5 shrink-0 accent-sea"
          checked={draft.audio}
          onChange={(event) => onChange({ audio: event.target.checked })}
        />
        <span>
          <span className="font-medium">{t("audio")}</span>
          <span id={`${id}-note`} className="mt-0.5 block text-muted">
            {t("audioHint")}
          </span>
        </span>
      </label>
    </div>
  );
}
