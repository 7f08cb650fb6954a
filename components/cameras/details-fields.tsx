"use client";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { SelectField, TextField } from "@/components/ui/field";
import type { CameraDraft } from "@/lib/client/camera-draft";
import { AddressField } from "./address-field";

type Props = {
  draft: CameraDraft;
  courts: readonly { id: number; name: string }[];
  /** A camera of no court is possible where the club is known anyway. */
  canHaveNoCourt: boolean;
  nameError: string | null;
  /** Where a known camera is published to, without its secrets. */
  keptPublishUrl: string | null;
  publishError: string | null;
  onChange: (change: Partial<CameraDraft>) => void;
};

/** What the camera is called, which court it films, whether it is heard, and where its stream is sent on to. */
export function DetailsFields(props: Props) {
  const { draft, courts, canHaveNoCourt, nameError, keptPublishUrl, publishError, onChange } = props;
  const t = useTranslations("places.camera");
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
      <Choice
        label={t("audio")}
        hint={t("audioHint")}
        isChosen={draft.audio}
        onChange={(audio) => onChange({ audio })}
      />
      <Choice
        label={t("publish")}
        hint={t("publishHint")}
        isChosen={draft.isPublished}
        onChange={(isPublished) => onChange({ isPublished })}
      />
      {draft.isPublished && (
        <AddressField
          label={t("publishAddress")}
          value={draft.publishUrl}
          placeholder="rtsp://user:password@192.168.1.5:8554/court-1"
          error={publishError}
          kept={keptPublishUrl}
          onChange={(publishUrl) => onChange({ publishUrl })}
        />
      )}
    </div>
  );
}

type ChoiceProps = { label: string; hint: string; isChosen: boolean; onChange: (isChosen: boolean) => void };

function Choice({ label, hint, isChosen, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <label htmlFor={id} className="flex items-start gap-3 text-sm">
      <input
        id={id}
        type="checkbox"
        aria-describedby={`${id}-note`}
        className="mt-0.5 size-4.5 shrink-0 accent-sea"
        checked={isChosen}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        <span className="font-medium">{label}</span>
        <span id={`${id}-note`} className="mt-0.5 block text-muted">
          {hint}
        </span>
      </span>
    </label>
  );
}
