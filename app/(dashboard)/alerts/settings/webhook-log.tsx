"use client";
import { useTranslations } from "use-intl";
import { DeliveryLine } from "@/components/alerts/delivery-line";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { api } from "@/lib/client/api";
import { routes } from "@/lib/client/routes";
import { useApi } from "@/lib/client/use-api";
import { useErrorText } from "@/lib/client/use-error-text";
import type { WebhookView } from "@/lib/contracts/webhooks";

const LOOK_MS = 2_000;

/** The last messages to a webhook, as they go. */
export function WebhookLog({ webhook }: { webhook: WebhookView }) {
  const t = useTranslations("webhooks");
  const toast = useToast();
  const errorText = useErrorText();
  const { id, enabled } = webhook;
  const read = useApi(routes.webhookDeliveries, { params: { id } }, { refreshInterval: LOOK_MS });
  const sendAgain = async (delivery: string) => {
    try {
      await api(routes.webhookSendAgain, { params: { id, delivery } });
    } catch (error) {
      toast({ tone: "bad", text: errorText(error) });
    }
    void read.mutate();
  };
  if (!read.data)
    return read.error ? (
      <ErrorState text={errorText(read.error)} onRetry={() => void read.mutate()} />
    ) : (
      <Skeleton className="h-16 rounded-card" />
    );
  const { deliveries } = read.data;
  if (deliveries.length === 0) return <p className="text-sm text-muted">{t("logEmpty")}</p>;
  return (
    <ul className="max-h-96 divide-y divide-line overflow-y-auto" aria-label={t("logOf", { url: webhook.url })}>
      {deliveries.map((delivery) => (
        <DeliveryLine
          key={delivery.id}
          delivery={delivery}
          canSend={enabled}
          onSendAgain={() => void sendAgain(delivery.id)}
        />
      ))}
    </ul>
  );
}
