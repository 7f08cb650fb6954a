"use client";
import { useTranslations } from "use-intl";
import { AlertLine } from "@/components/alerts/alert-line";
import { ByDay } from "@/components/ui/by-day";
import type { AlertView } from "@/lib/contracts/alerts";

type Props = { alerts: readonly AlertView[]; onReopen: (id: string) => void };

/** Alerts somebody has seen to, by the day they came. */
export function SeenTo({ alerts, onReopen }: Props) {
  const t = useTranslations("alerts");
  return (
    <section aria-label={t("acknowledged")}>
      <p className="mb-3 text-xs font-semibold tracking-wide text-muted uppercase">{t("acknowledged")}</p>
      <ByDay items={alerts} at={({ raised_at }) => raised_at}>
        {(alert) => <AlertLine key={alert.id} alert={alert} onAcknowledge={() => onReopen(alert.id)} />}
      </ByDay>
    </section>
  );
}
