import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

type Props = { title: string; columns: readonly string[]; children: ReactNode };

/** A table on a wide screen, cards on a phone: each cell brings its own label then. */
export const Lines = ({ title, columns, children }: Props) => (
  <section aria-label={title} className="rounded-card border border-line bg-surface shadow-card">
    <h2 className="px-5 pt-4 pb-3 text-base font-semibold tracking-tight">{title}</h2>
    <table className="block w-full text-sm md:table md:table-fixed">
      <thead className="sr-only md:not-sr-only">
        <tr className="text-left text-xs text-muted">
          {columns.map((column) => (
            <th key={column} scope="col" className="px-3 pb-2 font-medium first:w-[34%] first:pl-5 last:pr-5">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block md:table-row-group">{children}</tbody>
    </table>
  </section>
);

export const Line = ({ children }: { children: ReactNode }) => (
  <tr className="grid grid-cols-2 gap-x-4 gap-y-3 border-t border-line p-4 md:table-row md:p-0">{children}</tr>
);

type CellProps = {
  /** Left out where it goes without saying. */ label?: string;
  children: ReactNode;
  className?: string;
};
export const Cell = ({ label, children, className }: CellProps) => (
  <td className={cx("min-w-0 align-middle tabular-nums md:px-3 md:py-3 md:first:pl-5 md:last:pr-5", className)}>
    {label && (
      <span aria-hidden className="mb-0.5 block text-xs text-muted md:hidden">
        {label}
      </span>
    )}
    {children}
  </td>
);

const DOTS = {
  good: "bg-live",
  rec: "bg-rec animate-pulse-dot",
  warn: "bg-warn",
  bad: "bg-rec",
  quiet: "bg-line-strong",
};
export type LineTone = keyof typeof DOTS;

/** A word of state with its colour, and what else is known below it. */
export const Sign = ({ tone, children, rest }: { tone: LineTone; children: ReactNode; rest?: ReactNode }) => (
  <>
    <span className="flex items-center gap-2 font-medium">
      <span aria-hidden className={cx("size-2 shrink-0 rounded-full", DOTS[tone])} />
      {children}
    </span>
    {rest && <span className="block truncate pl-4 text-muted">{rest}</span>}
  </>
);
