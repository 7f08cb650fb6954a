import type { ReactNode } from "react";
import { cx } from "./cx";

const TONES = {
  good: "bg-live-soft text-live",
  warn: "bg-warn-soft text-warn",
  calm: "bg-sea-soft text-sea",
  quiet: "bg-sunken text-muted",
} as const;

type Props = { tone: keyof typeof TONES; children: ReactNode };

/** A state in one word, on the page's own ground. */
export const StatusPill = ({ tone, children }: Props) => (
  <span className={cx("inline-flex h-6 items-center rounded-full px-2.5 text-xs font-medium", TONES[tone])}>
    {children}
  </span>
);
