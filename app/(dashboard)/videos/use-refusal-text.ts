"use client";
import { useTranslations } from "use-intl";
import type { BulkAction, BulkResult } from "@/lib/contracts/files";

/** How many of several videos refused, and each reason once with its number; null when none did. */
export function useRefusalText(): (action: BulkAction, results: readonly BulkResult[]) => string | null {
  const t = useTranslations("library");
  const reasonOf = (action: BulkAction, code: string) => {
    if (code === "not_found") return "gone";
    if (code === "conflict") return action === "delete" ? "protected" : "removed";
    return "failed";
  };
  return (action, results) => {
    const counts = new Map<ReturnType<typeof reasonOf>, number>();
    for (const { error } of results) {
      if (!error) continue;
      const reason = reasonOf(action, error.code);
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
    if (counts.size === 0) return null;
    return [...counts].map(([reason, count]) => t(`refused.${reason}`, { count })).join(" ");
  };
}
