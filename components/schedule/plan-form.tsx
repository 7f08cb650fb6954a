"use client";
import { TriangleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { DurationChoice } from "@/components/recordings/duration-choice";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import type { PlanCheck } from "@/lib/contracts/schedule";
import { type Draft, type Problem, problemOf } from "./draft";
import { useWords } from "./use-words";

type Props = {
  draft: Draft;
  courts: readonly { id: number; name: string }[];
  timeZone: string;
  nowMs: number;
  /** What the server says of the draft as it stands; null while it is asked. */
  check: PlanCheck | null;
  isNew: boolean;
  isSaving: boolean;
  error: string | null;
  onChange: (draft: Draft) => void;
  onSave: () => void;
  /** Beside the save button. */
  children: ReactNode;
};

/** Where, when, how long, how often; below it what it comes to, and what would be in its way. */
export function PlanForm(props: Props) {
  const { draft, courts, timeZone, nowMs, check, isNew, isSaving, error, onChange, onSave, children } = props;
  const t = useTranslations("schedule");
  const [wasTried, setWasTried] = useState(false);
  const problem = problemOf(draft, timeZone, nowMs);
  const errorOf = (...of: Problem[]) => (wasTried && problem && of.includes(problem) ? t(`problem.${problem}`) : null);
  const change = (fields: Partial<Draft>) => onChange({ ...draft, ...fields });

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setWasTried(true);
    if (problem === null) onSave();
  }

  return (
    <form onSubmit={handleSubmit} noValidate className="grid grid-cols-2 gap-4">
      <SelectField
        className="col-span-2"
        label={t("court")}
        value={draft.courtId}
        onChange={(event) => change({ courtId: Number(event.target.value) })}
      >
        {courts.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        className="col-span-2"
        label={t("titleLabel")}
        placeholder={t("titleHint")}
        maxLength={120}
        autoComplete="off"
        value={draft.title}
        onChange={(event) => change({ title: event.target.value })}
      />
      <TextField
        label={draft.weekly ? t("firstDay") : t("day")}
        type="date"
        error={errorOf("day", "over")}
        value={draft.day}
        onChange={(event) => change({ day: event.target.value })}
      />
      <TextField
        label={t("startTime")}
        type="time"
        error={errorOf("time")}
        value={draft.time}
        onChange={(event) => change({ time: event.target.value })}
      />
      <div className="col-span-2">
        <DurationChoice
          choice={draft.duration}
          error={errorOf("duration")}
          onChange={(duration) => change({ duration })}
        />
      </div>
      <label className="flex min-h-11 cursor-pointer items-center gap-3 self-end text-sm font-medium">
        <input
          type="checkbox"
          checked={draft.weekly}
          onChange={(event) => change({ weekly: event.target.checked })}
          className="size-5 accent-sea"
        />
        {t("everyWeek")}
      </label>
      {draft.weekly && (
        <TextField
          label={t("lastDay")}
          type="date"
          min={draft.day}
          error={errorOf("lastDay")}
          value={draft.lastDay}
          onChange={(event) => change({ lastDay: event.target.value })}
        />
      )}
      <div className="col-span-2">
        <Outlook check={check} timeZone={timeZone} asked={draft} />
        <FormError text={error} />
      </div>
      <div className="col-span-2 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        {children}
        <Button type="submit" variant="primary" isBusy={isSaving} disabled={check?.conflict !== null && check !== null}>
          {isNew ? t("save") : t("saveChanges")}
        </Button>
      </div>
    </form>
  );
}

type OutlookProps = { check: PlanCheck | null; timeZone: string; asked: Draft };

/** The next time it would record, or what is in its way. Keeps its height while the server is asked. */
function Outlook({ check, timeZone, asked }: OutlookProps) {
  const t = useTranslations("schedule");
  const words = useWords();
  const { conflict, next } = check ?? { conflict: null, next: null };
  if (conflict)
    return (
      <p
        role="alert"
        className="flex min-h-25 sm:min-h-20 items-start gap-2.5 rounded-control bg-warn-soft px-3 py-2.5 text-sm text-warn"
      >
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span>
          {words.conflict(conflict)} {t("conflictAdvice")}
        </span>
      </p>
    );
  const isShifted = next !== null && !asked.weekly && words.time(next.starts_at) !== asked.time;
  return (
    <div className="min-h-25 sm:min-h-20 rounded-control bg-sunken px-3 py-2.5 text-sm">
      <p className="font-medium first-letter:uppercase">
        {next ? words.when(next) : "\u00a0"}
        {isShifted && <span className="block text-warn">{t("shifted")}</span>}
      </p>
      <p className="text-muted">{t("clubClock", { timeZone })}</p>
    </div>
  );
}
