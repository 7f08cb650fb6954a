"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Panel } from "@/components/ui/panel";

type Props = { error: string | null; children?: ReactNode };

/** The device's own words say why; ours say what to do. */
export function FailedRecording({ error, children }: Props) {
  const t = useTranslations("recording");
  return (
    <Panel title={t("failedTitle")}>
      <p className="text-sm leading-relaxed text-muted">{t("failedBody")}</p>
      {error && <p className="mt-3 rounded-control bg-rec-soft px-3 py-2.5 text-sm break-words text-rec">{error}</p>}
      <div className="mt-4 empty:hidden">{children}</div>
    </Panel>
  );
}
