import type { ReactNode } from "react";
import { cx } from "./cx";

export type Tone = "live" | "rec" | "warn" | "quiet";

const DOTS: Record<Tone, string> = {
  live: "bg-stage-live",
  rec: "bg-stage-rec animate-pulse-dot",
  warn: "bg-stage-warn",
  quiet: "bg-stage-muted",
};

/** A state's colour over a picture; the words stand beside it. */
export const StatusDot = ({ tone }: { tone: Tone }) => (
  <span aria-hidden className={cx("size-2 shrink-0 rounded-full", DOTS[tone])} />
);

/** A word of state over a picture. */
export const PictureBadge = ({ tone, children }: { tone: Tone; children: ReactNode }) => (
  <span className="inline-flex h-7 items-center gap-2 rounded-full bg-scrim px-2.5 text-xs font-medium text-stage-ink backdrop-blur-sm">
    <StatusDot tone={tone} />
    {children}
  </span>
);

/** A small word over a picture, without a state. */
export const PictureChip = ({ children, className }: { children: ReactNode; className?: string }) => (
  <span
    className={cx(
      "inline-flex h-6 items-center gap-1.5 rounded-md bg-scrim px-1.5 text-xs font-medium text-stage-ink tabular-nums backdrop-blur-sm",
      className,
    )}
  >
    {children}
  </span>
);
