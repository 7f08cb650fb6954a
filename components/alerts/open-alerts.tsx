"use client";
import { Check } from "lucide-react";
import { useTranslations } from "use-intl";
import { BulkBar } from "@/components/files/bulk-bar";
import { Button } from "@/components/ui/button";
import { ByDay } from "@/components/ui/by-day";
import { useSelection } from "@/lib/client/use-selection";
import type { AlertView } from "@/lib/contracts/alerts";
import { AlertLine } from "./alert-line";

type Props = {
  alerts: readonly AlertView[];
  onAcknowledge: (ids: readonly string[], isAcknowledged: boolean) => void;
};

/** Alerts by the day they came, with what can be done to one or several. */
export function OpenAlerts({ alerts, onAcknowledge }: Props) {
  const t = useTranslations("alerts");
  const { ids, toggle, chooseAll, clear, handleKeyDown } = useSelection(alerts.map(({ id }) => id));
  return (
    <section aria-label={t("open")} onKeyDown={handleKeyDown}>
      <ByDay items={alerts} at={({ raised_at }) => raised_at}>
        {(alert) => (
          <AlertLine
            key={alert.id}
            alert={alert}
            selection={{ isSelected: ids.has(alert.id), onToggle: (isRange) => toggle(alert.id, isRange) }}
            onAcknowledge={(isAcknowledged) => onAcknowledge([alert.id], isAcknowledged)}
          />
        )}
      </ByDay>
      {ids.size > 0 && (
        <BulkBar count={ids.size} total={alerts.length} onAll={chooseAll} onClear={clear}>
          <Button
            size="small"
            variant="primary"
            onClick={() => {
              onAcknowledge([...ids], true);
              clear();
            }}
          >
            <Check aria-hidden className="size-4" />
            {t("acknowledge")}
          </Button>
        </BulkBar>
      )}
    </section>
  );
}
