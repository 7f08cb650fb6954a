"use client";
import { useId } from "react";

type Props<Id> = {
  label: string;
  note?: string | undefined;
  isMissing?: boolean;
  choices: readonly { id: Id; name: string }[];
  chosen: readonly Id[];
  onToggle: (id: Id) => void;
};

/** Several of a few things. */
export function ChoiceList<Id extends string | number>({
  label,
  note,
  isMissing,
  choices,
  chosen,
  onToggle,
}: Props<Id>) {
  const id = useId();
  return (
    <fieldset aria-describedby={note ? id : undefined}>
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="grid max-h-44 gap-0.5 overflow-y-auto rounded-control border border-line p-1.5 sm:grid-cols-2">
        {choices.map((choice) => (
          <label
            key={choice.id}
            className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-control px-2 text-sm hover:bg-sunken"
          >
            <input
              type="checkbox"
              checked={chosen.includes(choice.id)}
              onChange={() => onToggle(choice.id)}
              className="size-4.5 shrink-0 cursor-pointer accent-sea"
            />
            <span className="min-w-0 truncate">{choice.name}</span>
          </label>
        ))}
      </div>
      {note && (
        <p
          id={id}
          role={isMissing ? "alert" : undefined}
          className={`mt-1.5 text-sm ${isMissing ? "text-rec" : "text-muted"}`}
        >
          {note}
        </p>
      )}
    </fieldset>
  );
}
