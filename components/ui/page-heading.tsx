import type { ReactNode } from "react";

type Props = {
  title: string /** Null keeps its line free for what is coming. */;
  lead?: ReactNode;
  children?: ReactNode;
};

export const PageHeading = ({ title, lead, children }: Props) => (
  <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
    {/* As wide before its line is known as after: what stands beside it keeps its place. */}
    <div className="min-w-0 grow basis-60">
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      {lead !== undefined && <p className="mt-1 min-h-5 text-sm text-muted">{lead}</p>}
    </div>
    {children}
  </div>
);
