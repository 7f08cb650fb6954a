import { useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import type { AlertSeverity } from "@/lib/contracts/alerts";

const TONES: Record<AlertSeverity, string> = {
  info: "bg-sunken text-muted",
  warning: "bg-warn-soft text-warn",
  critical: "bg-rec-soft text-rec",
};

/** How urgent it is; the usual is not worth a word. */
export function SeverityChip({ severity }: { severity: AlertSeverity }) {
  const t = useTranslations("alerts");
  if (severity === "warning") return null;
  return (
    <span className={cx("rounded-full px-2 py-0.5 text-xs font-medium", TONES[severity])}>
      {t(`severity.${severity}`)}
    </span>
  );
}
