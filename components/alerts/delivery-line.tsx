"use client";
import { RotateCw } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { StatusPill } from "@/components/ui/status-pill";
import type { DeliveryView } from "@/lib/contracts/webhooks";

type Props = { delivery: DeliveryView; canSend: boolean; onSendAgain: () => void };

const TYPES = { "alert.raised": "raised", "alert.recovered": "recovered", test: "test" } as const;

/** One message: what it was, what came back, how long that took, and the way to send it again. */
export function DeliveryLine({ delivery, canSend, onSendAgain }: Props) {
  const t = useTranslations("webhooks");
  const format = useFormatter();
  const { type, created_at, attempts, status, duration_ms, answer, error, delivered_at, due_at } = delivery;
  const known = TYPES[type as keyof typeof TYPES];
  const name = known ? t(`types.${known}`) : type;
  const moment = (at: string) => format.dateTime(new Date(at), "timeWithSeconds");
  const facts = [
    format.dateTime(new Date(created_at), "moment"),
    status !== null && `HTTP ${status}`,
    duration_ms !== null && t("duration", { count: String(duration_ms) }),
    attempts > 0 && t("tries", { count: attempts }),
    !delivered_at && due_at && duration_ms !== null && t("again", { time: moment(due_at) }),
  ].filter(Boolean);
  return (
    <li className="flex items-start gap-3 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          {name}
          <DeliveryState delivery={delivery} />
        </p>
        <p className="mt-0.5 text-sm text-muted tabular-nums">{facts.join(" · ")}</p>
        {(error || answer) && (
          <p className="mt-1 line-clamp-3 font-mono text-xs break-all text-muted">{error ?? answer}</p>
        )}
      </div>
      <Button
        size="small"
        disabled={!canSend}
        aria-label={t("sendAgainThis", { name: `${name}, ${moment(created_at)}` })}
        onClick={onSendAgain}
      >
        <RotateCw aria-hidden className="size-4" />
        <span className="max-sm:sr-only">{t("sendAgain")}</span>
      </Button>
    </li>
  );
}

function DeliveryState({ delivery: { delivered_at, due_at } }: Pick<Props, "delivery">) {
  const t = useTranslations("webhooks");
  if (delivered_at) return <StatusPill tone="good">{t("delivered")}</StatusPill>;
  return due_at ? (
    <StatusPill tone="calm">{t("waiting")}</StatusPill>
  ) : (
    <StatusPill tone="warn">{t("failed")}</StatusPill>
  );
}
