"use client";
import { ByDay } from "@/components/ui/by-day";
import type { AuditEntryView } from "@/lib/contracts/audit";
import { AuditLine } from "./audit-line";

export const AuditDays = ({ entries }: { entries: readonly AuditEntryView[] }) => (
  <ByDay items={entries} at={({ at }) => at}>
    {(entry) => <AuditLine key={entry.id} entry={entry} />}
  </ByDay>
);
