"use client";
import type { ReactNode } from "react";
import { useFormatter } from "use-intl";

type Props<Item> = {
  items: readonly Item[];
  /** The moment an item belongs to. */
  at: (item: Item) => string | Date;
  /** Its line: a list item. */
  children: (item: Item) => ReactNode;
};

/** Items under the day they belong to, on the club's calendar, in the order they came. */
export function ByDay<Item>({ items, at, children }: Props<Item>) {
  const format = useFormatter();
  const days = new Map<string, Item[]>();
  for (const item of items) {
    const day = format.dateTime(new Date(at(item)), { dateStyle: "full" });
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return (
    <div className="grid grid-cols-1 gap-6">
      {[...days].map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <h2 className="mb-2 text-sm font-semibold first-letter:uppercase">{day}</h2>
          <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
            {ofDay.map(children)}
          </ul>
        </section>
      ))}
    </div>
  );
}
