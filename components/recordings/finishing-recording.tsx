"use client";
import { useTranslations } from "use-intl";
import { Panel } from "@/components/ui/panel";
import { Spinner } from "@/components/ui/spinner";

export function FinishingRecording() {
  const t = useTranslations("recording");
  return (
    <div role="status">
      <Panel title={t("finalizingTitle")} aside={<Spinner className="text-muted" />}>
        <p className="text-sm leading-relaxed text-muted">{t("finalizingBody")}</p>
      </Panel>
    </div>
  );
}
