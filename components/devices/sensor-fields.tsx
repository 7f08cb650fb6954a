"use client";
import { useTranslations } from "use-intl";
import { SelectField, TextField } from "@/components/ui/field";
import { type SensorDraft, type SensorProblem, WIRING } from "@/lib/client/sensor-draft";
import type { ServedCamera } from "@/lib/contracts/devices";

type Props = {
  draft: SensorDraft;
  cameras: readonly ServedCamera[];
  /** Nothing is called wrong before somebody tried to save it. */
  problems: readonly SensorProblem[];
  onChange: (change: Partial<SensorDraft>) => void;
};

/** What a sensor is called, how it is wired and what it sets off. */
export function SensorFields({ draft, cameras, problems, onChange }: Props) {
  const t = useTranslations("sensors");
  const wrong = (...of: SensorProblem[]) => {
    const found = of.find((problem) => problems.includes(problem));
    return found ? t(`problems.${found}`) : null;
  };
  const handleKind = (kind: SensorDraft["kind"]) => onChange({ kind, ...WIRING[kind] });
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t("name")}
          hint={t("nameHint")}
          error={wrong("name", "name_taken")}
          autoComplete="off"
          autoCapitalize="none"
          maxLength={32}
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <SelectField
          label={t("kind")}
          value={draft.kind}
          onChange={(event) => handleKind(event.target.value as SensorDraft["kind"])}
        >
          <option value="button">{t("kinds.button")}</option>
          <option value="motion">{t("kinds.motion")}</option>
        </SelectField>
      </div>
      <fieldset className="grid grid-cols-1 gap-4 sm:grid-cols-3">
        <legend className="mb-2 text-sm font-medium text-muted">{t("wiring")}</legend>
        <TextField
          label={t("pin")}
          error={wrong("pin", "pin_taken")}
          inputMode="numeric"
          autoComplete="off"
          value={draft.pin}
          onChange={(event) => onChange({ pin: event.target.value })}
        />
        <SelectField
          label={t("pull")}
          value={draft.pull}
          onChange={(event) => onChange({ pull: event.target.value as SensorDraft["pull"] })}
        >
          <option value="up">{t("pulls.up")}</option>
          <option value="down">{t("pulls.down")}</option>
          <option value="none">{t("pulls.none")}</option>
        </SelectField>
        <SelectField
          label={t("active")}
          value={draft.active}
          onChange={(event) => onChange({ active: event.target.value as SensorDraft["active"] })}
        >
          <option value="low">{t("levels.low")}</option>
          <option value="high">{t("levels.high")}</option>
        </SelectField>
      </fieldset>
      <CameraChoice draft={draft} cameras={cameras} onChange={onChange} />
      <fieldset className="grid grid-cols-1 gap-4 sm:grid-cols-3">
        <legend className="mb-2 text-sm font-medium text-muted">{t("pauses")}</legend>
        <TextField
          label={t("debounce")}
          error={wrong("times")}
          inputMode="numeric"
          value={draft.debounceMs}
          onChange={(event) => onChange({ debounceMs: event.target.value })}
        />
        <TextField
          label={t("cooldown")}
          inputMode="decimal"
          value={draft.cooldownSeconds}
          onChange={(event) => onChange({ cooldownSeconds: event.target.value })}
        />
        <TextField
          label={t("merge")}
          inputMode="decimal"
          value={draft.mergeSeconds}
          onChange={(event) => onChange({ mergeSeconds: event.target.value })}
        />
        <p className="text-sm text-muted sm:col-span-3">{t("pausesHint")}</p>
      </fieldset>
    </div>
  );
}

function CameraChoice({ draft, cameras, onChange }: Pick<Props, "draft" | "cameras" | "onChange">) {
  const t = useTranslations("sensors");
  const toggle = (id: number) =>
    onChange({
      cameras: draft.cameras.includes(id) ? draft.cameras.filter((one) => one !== id) : [...draft.cameras, id],
    });
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium text-muted">{t("cameras")}</legend>
      {cameras.length === 0 && <p className="text-sm text-muted">{t("noCameras")}</p>}
      <div className="grid gap-1">
        {cameras.map(({ id, name }) => (
          <label key={id} className="flex min-h-10 cursor-pointer items-center gap-3 text-sm">
            <input
              type="checkbox"
              checked={draft.cameras.includes(id)}
              onChange={() => toggle(id)}
              className="size-5 cursor-pointer accent-sea"
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
