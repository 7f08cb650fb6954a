"use client";
import { type FormEvent, type ReactNode, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { useNow } from "@/lib/client/use-now";
import { chosenMinutes, FIRST_CHOICE } from "./duration";
import { DurationChoice } from "./duration-choice";

type Props = {
  isStarting: boolean;
  error: string | null;
  onStart: (minutes: number) => void;
  /** Beside the start button. */
  children?: ReactNode;
};

/** How long, and go. */
export function StartForm({ isStarting, error, onStart, children }: Props) {
  const t = useTranslations("duration");
  const format = useFormatter();
  const nowMs = useNow();
  const [choice, setChoice] = useState(FIRST_CHOICE);
  const [wasTried, setWasTried] = useState(false);
  const minutes = chosenMinutes(choice);

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setWasTried(true);
    if (minutes !== null) onStart(minutes);
  }

  const end = new Date(nowMs + (minutes ?? 0) * 60_000);
  return (
    <form onSubmit={handleSubmit} noValidate>
      <DurationChoice choice={choice} error={wasTried && minutes === null ? t("invalid") : null} onChange={setChoice} />
      <p className="mt-3 min-h-5 text-sm text-muted tabular-nums">
        {minutes !== null && nowMs > 0 && t("endsAt", { time: format.dateTime(end, "time") })}
      </p>
      <FormError text={error} />
      <div className="mt-5 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        {children}
        <Button type="submit" variant="primary" isBusy={isStarting}>
          {!isStarting && <RecordDot />}
          {isStarting ? t("starting") : t("start")}
        </Button>
      </div>
    </form>
  );
}

export const RecordDot = () => <span aria-hidden className="size-2.5 rounded-full bg-stage-rec" />;
