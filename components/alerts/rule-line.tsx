"use client";
import { Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import { MoreMenu } from "@/components/ui/more-menu";
import { SwitchField } from "@/components/ui/switch-field";
import { cooldownWords } from "@/lib/client/alerts/rule-draft";
import type { AlertRuleView } from "@/lib/contracts/alerts";
import { SeverityChip } from "./severity-chip";
import { useKindName } from "./use-kind-name";

type Props = {
  rule: AlertRuleView;
  onSwitch: (isEnabled: boolean) => void;
  onEdit: () => void;
  onDelete: () => void;
};

/** A rule in a few words, with its switch. */
export function RuleLine({ rule, onSwitch, onEdit, onDelete }: Props) {
  const t = useTranslations("alerts");
  const { name } = rule;
  return (
    <li className="flex items-start gap-2 rounded-card border border-line p-3 sm:p-4">
      <div className="min-w-0 flex-1">
        <SwitchField
          label={name}
          hint={useSummary(rule)}
          checked={rule.enabled}
          aria-label={t("ruleSwitch", { name })}
          onChange={(event) => onSwitch(event.target.checked)}
        />
        <div className="mt-2 flex">
          <SeverityChip severity={rule.severity} />
        </div>
      </div>
      <div className="-mt-2 -mr-1">
        <MoreMenu label={t("changeRule", { name })}>
          <MenuItem onSelect={onEdit}>
            <Pencil aria-hidden className="size-4 text-muted" />
            {t("editRule")}
          </MenuItem>
          <MenuSeparator />
          <MenuItem isDanger onSelect={onDelete}>
            <Trash2 aria-hidden className="size-4" />
            {t("delete")}
          </MenuItem>
        </MoreMenu>
      </div>
    </li>
  );
}

function useSummary({ kinds, devices, cameras, quiet_hours, cooldown_seconds }: AlertRuleView): string {
  const t = useTranslations("alerts");
  const kindName = useKindName();
  const { unit, count } = cooldownWords(cooldown_seconds);
  return [
    kinds.map(kindName).join(", "),
    devices.length > 0 && t("summaryDevices", { count: devices.length }),
    cameras.length > 0 && t("summaryCameras", { count: cameras.length }),
    ...quiet_hours.map(({ from, to }) => t("summaryQuiet", { hours: `${from}–${to}` })),
    unit !== "none" && t("summaryCooldown", { duration: t(`cooldowns.${unit}`, { count }) }),
  ]
    .filter(Boolean)
    .join(" · ");
}
