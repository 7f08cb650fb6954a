import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cx } from "./cx";
import { Spinner } from "./spinner";

const VARIANTS = {
  primary: "bg-action text-on-action hover:bg-action-hover",
  secondary: "border border-line bg-surface text-ink hover:border-line-strong hover:bg-sunken",
  ghost: "text-muted hover:bg-sunken hover:text-ink",
  danger: "bg-danger text-on-danger hover:bg-danger-hover",
} as const;

const SIZES = {
  small: "h-9 gap-1.5 px-3 text-sm",
  medium: "h-10 gap-2 px-4 text-sm",
  large: "h-12 gap-2 px-5 text-base",
  icon: "size-10 shrink-0",
} as const;

type Look = { variant?: keyof typeof VARIANTS; size?: keyof typeof SIZES };

export const buttonClasses = ({ variant = "secondary", size = "medium" }: Look = {}): string =>
  cx(
    "inline-flex select-none items-center justify-center whitespace-nowrap rounded-control font-medium transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-busy:cursor-progress",
    VARIANTS[variant],
    SIZES[size],
  );

type Props = ComponentProps<"button"> &
  Look & {
    /** Keeps its width, shows a turning ring, takes no second press. */
    isBusy?: boolean;
    /** Lends its looks to the one child, such as a link. */
    asChild?: boolean;
  };

export function Button({ variant, size, isBusy, asChild, className, children, disabled, ...rest }: Props) {
  const classes = cx(buttonClasses({ variant, size }), className);
  if (asChild)
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  return (
    <button type="button" className={classes} disabled={disabled || isBusy} aria-busy={isBusy || undefined} {...rest}>
      {isBusy && <Spinner />}
      {children}
    </button>
  );
}
