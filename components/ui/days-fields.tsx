import { TextField } from "./field";

type Days = { from: string | null; to: string | null };
type Props = {
  labels: { from: string; to: string };
  days: Days;
  className?: string;
  onChange: (days: Partial<Days>) => void;
};

/** From one day to another; each may be left open, and none passes the other. */
export const DaysFields = ({ labels, days: { from, to }, className, onChange }: Props) => (
  <>
    <TextField
      {...{ label: labels.from, type: "date", value: from ?? "", max: to || undefined, className }}
      onChange={({ target }) => onChange({ from: target.value || null })}
    />
    <TextField
      {...{ label: labels.to, type: "date", value: to ?? "", min: from || undefined, className }}
      onChange={({ target }) => onChange({ to: target.value || null })}
    />
  </>
);
