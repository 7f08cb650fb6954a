"use client";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

type Props = { count: number; total: number; onAll: () => void; onClear: () => void; children: ReactNode };

/** Floats over the end of the list while something is chosen, so that nothing moves. */
export function BulkBar({ count, total, onAll, onClear, children }: Props) {
  const t = useTranslations("library");
  return (
    <section
      aria-label={t("selection")}
      // Toasts stay above it.
      data-floating-bar
      className="fixed inset-x-3 bottom-[calc(4.75rem+env(safe-area-inset-bottom))] z-30 mx-auto flex w-fit max-w-full animate-enter flex-wrap items-center gap-2 rounded-card border border-line bg-raised p-2 pl-4 shadow-float md:bottom-6"
    >
      <p role="status" className="mr-2 text-sm font-medium tabular-nums">
        {t("selected", { count })}
      </p>
      {count < total && (
        <Button size="small" variant="ghost" onClick={onAll}>
          {t("selectAll", { total: String(total) })}
        </Button>
      )}
      {children}
      <Button size="icon" variant="ghost" aria-label={t("clearSelection")} onClick={onClear}>
        <X aria-hidden className="size-4" />
      </Button>
    </section>
  );
}
