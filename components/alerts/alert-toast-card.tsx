"use client";
import { Check, X } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { EventTrust } from "@/components/events/event-trust";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { eventOf } from "@/lib/client/alerts/event-of";
import type { AlertToast } from "@/lib/client/alerts/toasts";
import type { AlertView } from "@/lib/contracts/alerts";
import { AlertBrief } from "./alert-brief";
import { AlertPicture } from "./alert-picture";
import { SeverityChip } from "./severity-chip";
import { useAlertWords } from "./use-alert-words";

const SHOWN_MS = 15_000;
/** As many pictures of a stack as fit a phone. */
const STACKED = 4;

type Props = {
  toast: AlertToast;
  onClose: (id: string) => void;
  onAcknowledge: (ids: readonly string[]) => void;
};

/** Goes away by itself, but not while somebody points at it, has the focus in it, or when it is urgent. */
export function AlertToastCard({ toast, onClose, onAcknowledge }: Props) {
  const { id, alerts } = toast;
  const card = useRef<HTMLDivElement>(null);
  const isUrgent = alerts.some(({ severity }) => severity === "critical");
  useEffect(() => {
    if (isUrgent) return;
    const timer = setInterval(() => {
      if (!card.current?.matches(":hover, :focus-within")) onClose(id);
    }, SHOWN_MS);
    return () => clearInterval(timer);
  }, [id, isUrgent, onClose]);
  const [first] = alerts;
  if (!first) return null;
  return (
    <div
      ref={card}
      data-alert-toast={alerts.map(({ seq }) => seq).join(" ")}
      className={cx(
        "pointer-events-auto w-full animate-enter rounded-card border bg-raised p-3 shadow-float",
        isUrgent ? "border-rec" : "border-line",
      )}
    >
      {alerts.length === 1 ? <Single alert={first} /> : <Stack toast={toast} />}
      <Actions onClose={() => onClose(id)} onAcknowledge={() => onAcknowledge(alerts.map((alert) => alert.id))} />
    </div>
  );
}

function Single({ alert }: { alert: AlertView }) {
  const { title, place, time } = useAlertWords(alert);
  return (
    <div className="flex gap-3">
      <AlertPicture isAwaited alert={alert} className="w-32" />
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 pr-1">
          <span className="font-semibold">{title}</span>
          <SeverityChip severity={alert.severity} />
        </p>
        <p className="mt-0.5 line-clamp-2 text-muted">{place}</p>
        <time dateTime={alert.occurred_at} className="mt-0.5 block text-xs text-muted tabular-nums">
          {time}
        </time>
        <EventTrust event={eventOf(alert)} />
      </div>
    </div>
  );
}

function Stack({ toast: { alerts, isMissed } }: { toast: AlertToast }) {
  const t = useTranslations("alerts");
  const newest = alerts.slice(-STACKED).toReversed();
  return (
    <>
      <p className="text-sm font-semibold">{t(isMissed ? "missedTitle" : "severalTitle", { count: alerts.length })}</p>
      <ul className="mt-2 grid gap-2">
        {newest.map((alert) => (
          <li key={alert.id} className="flex items-center gap-2.5 text-sm">
            <AlertBrief alert={alert} pictureWidth="w-14" />
          </li>
        ))}
      </ul>
      {alerts.length > STACKED && (
        <p className="mt-1.5 text-xs text-muted">{t("bellMore", { count: alerts.length - STACKED })}</p>
      )}
    </>
  );
}

function Actions({ onClose, onAcknowledge }: { onClose: () => void; onAcknowledge: () => void }) {
  const t = useTranslations("alerts");
  return (
    <div className="mt-2.5 flex items-center gap-1.5">
      <Button size="small" onClick={onAcknowledge}>
        <Check aria-hidden className="size-4" />
        {t("acknowledge")}
      </Button>
      <Button asChild size="small" variant="ghost">
        <Link href="/alerts" onClick={onClose}>
          {t("showAll")}
        </Link>
      </Button>
      <Button size="icon" variant="ghost" className="ml-auto" aria-label={t("close")} onClick={onClose}>
        <X aria-hidden className="size-4" />
      </Button>
    </div>
  );
}
