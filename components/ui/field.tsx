import { type ComponentProps, type ReactNode, useId } from "react";
import { cx } from "./cx";

export const CONTROL =
  "h-11 w-full rounded-control border border-line-strong bg-surface px-3 text-base text-ink placeholder:text-muted aria-invalid:border-rec sm:text-sm";

type Props = Omit<ComponentProps<"input">, "id"> & {
  label: string;
  hint?: string;
  error?: string | null;
  trailing?: ReactNode;
};

/** A labelled input; its error is tied to it and read out when it appears. */
export function TextField({ label, hint, error, trailing, className, ...rest }: Props) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          className={cx(CONTROL, trailing ? "pr-12" : "")}
          {...rest}
        />
        {trailing && <div className="absolute inset-y-0 right-1 flex items-center">{trailing}</div>}
      </div>
      {note && (
        <p
          id={`${id}-note`}
          role={error ? "alert" : undefined}
          className={cx("mt-1.5 text-sm", error ? "text-rec" : "text-muted")}
        >
          {note}
        </p>
      )}
    </div>
  );
}

type SelectProps = Omit<ComponentProps<"select">, "id"> & { label: string };

export function SelectField({ label, className, children, ...rest }: SelectProps) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <select id={id} className={cx(CONTROL, "cursor-pointer")} {...rest}>
        {children}
      </select>
    </div>
  );
}
