"use client";
import { useTranslations } from "use-intl";

/** What a program said before it failed, folded away. */
export function LastLines({ lines }: { lines: readonly string[] }) {
  const t = useTranslations("happened");
  if (lines.length === 0) return null;
  return (
    <details className="mt-1">
      <summary className="cursor-pointer text-muted">{t("lines")}</summary>
      <pre className="mt-1.5 max-h-48 overflow-auto rounded-control bg-sunken p-2 text-xs whitespace-pre-wrap break-words">
        {lines.join("\n")}
      </pre>
    </details>
  );
}
