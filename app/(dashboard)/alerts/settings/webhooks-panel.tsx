"use client";
import { Plus, Webhook } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { WebhookLine } from "@/components/alerts/webhook-line";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorState } from "@/components/ui/error-state";
import { NoticePanel } from "@/components/ui/notice-panel";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { useErrorText } from "@/lib/client/use-error-text";
import type { WebhookView } from "@/lib/contracts/webhooks";
import { useWebhooks } from "./use-webhooks";
import { WebhookDialog } from "./webhook-dialog";
import { WebhookLog } from "./webhook-log";

/** Which programs hear of a club's alerts, and what became of each message. */
export function WebhooksPanel({ clubId }: { clubId: number | null }) {
  const t = useTranslations("webhooks");
  const common = useTranslations("common");
  const errorText = useErrorText();
  const { webhooks, error, reload, removing, logOf, toggleLog, turn, test, remove } = useWebhooks(clubId);
  const [isAdding, setIsAdding] = useState(false);
  const [asked, setAsked] = useState<WebhookView | null>(null);
  return (
    <Panel
      title={t("title")}
      aside={
        <Button size="small" disabled={clubId === null} onClick={() => setIsAdding(true)}>
          <Plus aria-hidden className="size-4" />
          {t("add")}
        </Button>
      }
    >
      <p className="mb-4 text-sm text-muted">{t("lead")}</p>
      {!webhooks && error && <ErrorState text={errorText(error)} onRetry={reload} />}
      {!webhooks && !error && <Skeleton className="h-24 rounded-card" />}
      {webhooks?.length === 0 && <NoticePanel icon={Webhook} title={t("emptyTitle")} body={t("emptyBody")} />}
      <ul className="grid gap-2">
        {webhooks?.map((webhook) => (
          <WebhookLine
            key={webhook.id}
            webhook={webhook}
            isOpen={logOf === webhook.id}
            onToggleLog={() => toggleLog(webhook.id)}
            onSwitch={(enabled) => void turn(webhook.id, enabled)}
            onTest={() => void test(webhook.id)}
            onRemove={() => setAsked(webhook)}
          >
            <WebhookLog webhook={webhook} />
          </WebhookLine>
        ))}
      </ul>
      {clubId !== null && isAdding && (
        <WebhookDialog clubId={clubId} onClose={() => setIsAdding(false)} onMade={reload} />
      )}
      <ConfirmDialog
        isOpen={asked !== null}
        onOpenChange={(isOpen) => !isOpen && setAsked(null)}
        title={t("removeTitle", { url: asked?.url ?? "" })}
        body={t("removeBody")}
        confirmLabel={t("remove")}
        cancelLabel={common("cancel")}
        isBusy={removing.isBusy}
        error={removing.error}
        onConfirm={async () => {
          if (asked && (await remove(asked.id))) setAsked(null);
        }}
      />
    </Panel>
  );
}
