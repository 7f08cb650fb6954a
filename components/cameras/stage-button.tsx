import type { LucideIcon } from "lucide-react";

type Props = {
  icon: LucideIcon;
  label: string;
  /** On or off, for a button that stays. */
  isPressed?: boolean;
  /** Shown beside the sign; the label says the same, or more. */
  text?: string;
  onPress: () => void;
};

/** A control over a large live picture. */
export const StageButton = ({ icon: Icon, label, isPressed, text, onPress }: Props) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    aria-pressed={isPressed}
    onClick={onPress}
    className="flex h-10 min-w-10 items-center justify-center gap-2 rounded-control bg-scrim px-2.5 text-sm font-medium text-stage-ink backdrop-blur-sm hover:bg-stage aria-pressed:bg-stage"
  >
    <Icon aria-hidden className="size-4.5" />
    {text}
  </button>
);
