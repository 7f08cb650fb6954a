"use client";
import { ChevronDown, Send, Trash2 } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import { MoreMenu } from "@/components/ui/more-menu";
import { SwitchField } from "@/components/ui/switch-field";
import type { WebhookView } from "@/lib/contracts/webhooks";
import { useKindName } from "./use-kind-name";

type Props = {
  webhook: WebhookView;
  isOpen: boolean;
  /** Its log. */
  children: ReactNode;
  onToggleLog: () => void;
  onSwitch: (isEnabled: boolean) => void;
  onTest: () => void;
  onRemove: () => void;
};

/** Where to, which alerts, and whether they arrive. */
export function WebhookLine({ webhook, isOpen, children, onToggleLog, onSwitch, onTest, onRemove }: Props) {
  const t = useTranslations("webhooks");
  const kindName = useKindName();
  const id = useId();
  const { url, kinds, enabled } = webhook;
  return (
    <li className="rounded-card border border-line p-3 sm:p-4">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <SwitchField
            label={url}
            hint={kinds.length === 0 ? t("summaryAll") : kinds.map(kindName).join(", ")}
            checked={enabled}
            aria-label={t("switch", { url })}
            onChange={(event) => onSwitch(event.target.checked)}
          />
        </div>
        <div className="-mt-2 -mr-1">
          <MoreMenu label={t("more", { url })}>
            <MenuItem disabled={!enabled} onSelect={onTest}>
              <Send aria-hidden className="size-4 text-muted" />
              {t("test")}
            </MenuItem>
            <MenuSeparator />
            <MenuItem isDanger onSelect={onRemove}>
              <Trash2 aria-hidden className="size-4" />
              {t("remove")}
            </MenuItem>
          </MoreMenu>
        </div>
      </div>
      <Trouble webhook={webhook} />
      <Button
        size="small"
        variant="ghost"
        className="mt-2 -ml-2"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={onToggleLog}
      >
        <ChevronDown aria-hidden className={cx("size-4 transition-transform", isOpen && "rotate-180")} />
        {t("log")}
      </Button>
      <div id={id}>{isOpen && children}</div>
    </li>
  );
}

function Trouble({ webhook: { gave_up_at, failures } }: { webhook: WebhookView }) {
  const t = useTranslations("webhooks");
  const format = useFormatter();
  if (gave_up_at)
    return (
      <p role="alert" className="mt-2 text-sm text-rec">
        {t("gaveUp", { time: format.dateTime(new Date(gave_up_at), "moment"), count: String(failures) })}
      </p>
    );
  return failures > 0 ? <p className="mt-2 text-sm text-warn">{t("failing", { count: failures })}</p> : null;
}
