import type { ReactNode } from "react";

type Props = { title: string; children: ReactNode; aside?: ReactNode };

/** A titled card. */
export const Panel = ({ title, aside, children }: Props) => (
  <section aria-label={title} className="rounded-card border border-line bg-surface p-5 shadow-card">
    <div className="mb-3 flex min-h-6 items-center justify-between gap-3">
      <h2 className="text-base font-semibold tracking-tight">{title}</h2>
      {aside}
    </div>
    {children}
  </section>
);
