import type { ReactNode } from "react";
import { SelectField } from "./field";

type Named = { id: string | number; name: string };
type Props = {
  label: string;
  /** What stands for no choice. */
  all: ReactNode;
  options: readonly Named[];
  value: string | null;
  className?: string;
  onChoose: (id: string | null) => void;
};

/** One of some, or all of them. */
export const ChoiceField = ({ label, all, options, value, className, onChoose }: Props) => (
  <SelectField
    className={className}
    label={label}
    value={value ?? ""}
    onChange={({ target }) => onChoose(target.value || null)}
  >
    <option value="">{all}</option>
    {options.map(({ id, name }) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </SelectField>
);
