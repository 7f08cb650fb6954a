import type { ReactNode } from "react";

type Props = { facts: (readonly [label: string, value: ReactNode])[] };

/** Labels and values, one a line; what has no value is left out. */
export const Facts = ({ facts }: Props) => (
  <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 text-sm">
    {facts.map(
      ([label, value]) =>
        value && (
          <div key={label} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-muted">{label}</dt>
            <dd className="text-right break-words tabular-nums">{value}</dd>
          </div>
        ),
    )}
  </dl>
);
