"use client";
import { useFormatter } from "use-intl";
import type { AuditEntryView } from "@/lib/contracts/audit";
import { AuditLine } from "./audit-line";

/** Entries under the day they belong to, on the club's calendar. */
export function AuditDays({ entries }: { entries: readonly AuditEntryView[] }) {
  const format = useFormatter();
  const days = new Map<string, AuditEntryView[]>();
  for (const entry of entries) {
    const day = format.dateTime(new Date(entry.at), { dateStyle: "full" });
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return (
    <div className="grid gap-6">
      {[...days].map(([day, ofDay]) => (
        <section key={day} aria-label={day}>
          <h2 className="mb-2 text-sm font-semibold first-letter:uppercase">{day}</h2>
          <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
            {ofDay.map((entry) => (
              <AuditLine key={entry.id} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
