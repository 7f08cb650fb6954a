import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

type Props = {
  icon?: LucideIcon;
  illustration?: ReactNode;
  title: string;
  body?: ReactNode;
  children?: ReactNode;
  tone?: "calm" | "bad";
  /** Read out at once: for failures that appear while the page is in use. */
  isAlert?: boolean;
  /** When it stands for the whole page, its title is the page's heading. */
  headingLevel?: 1 | 2;
};

/** An empty, failed or finished state: what is, why, and what to do. */
export function NoticePanel({
  icon: Icon,
  illustration,
  title,
  body,
  children,
  tone = "calm",
  isAlert,
  headingLevel = 2,
}: Props) {
  const Heading = headingLevel === 1 ? "h1" : "h2";
  return (
    <div
      role={isAlert ? "alert" : undefined}
      className="flex flex-col items-center rounded-card border border-line border-dashed px-6 py-14 text-center"
    >
      {illustration}
      {Icon && (
        <span
          className={cx(
            "grid size-12 place-items-center rounded-full",
            tone === "bad" ? "bg-rec-soft text-rec" : "bg-sunken text-muted",
          )}
        >
          <Icon aria-hidden className="size-5.5" />
        </span>
      )}
      <Heading className="mt-4 text-base font-semibold tracking-tight">{title}</Heading>
      {body && <div className="mt-1.5 max-w-md text-sm leading-relaxed text-balance text-muted">{body}</div>}
      {children && <div className="mt-5 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
