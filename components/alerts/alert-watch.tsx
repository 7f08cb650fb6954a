"use client";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { callAttention } from "@/lib/client/alerts/call-attention";
import { alertPicture, eventOf } from "@/lib/client/alerts/event-of";
import { keepPush } from "@/lib/client/alerts/push";
import { type AlertToast, addToast, dropToast, updateToasts } from "@/lib/client/alerts/toasts";
import { useAlertFeed } from "@/lib/client/alerts/use-alert-feed";
import type { AlertView } from "@/lib/contracts/alerts";
import { AlertToastCard } from "./alert-toast-card";
import { useAcknowledge } from "./use-acknowledge";

/** Shows each new alert on whatever page is open, and calls for attention as this browser was told to. */
export function AlertWatch() {
  const t = useTranslations();
  const router = useRouter();
  const acknowledge = useAcknowledge();
  const [toasts, setToasts] = useState<AlertToast[]>([]);
  const titleOf = ({ kind }: AlertView): string => {
    const key = `events.types.${kind.replaceAll(".", "_")}` as "events.types.button_pressed";
    return t.has(key) ? t(key) : kind;
  };
  useAlertFeed({
    onShow(alerts) {
      const open = alerts.filter(({ acknowledged_at }) => acknowledged_at === null);
      // Missed, and seen to by somebody else meanwhile: nothing is left to do here.
      if (open.length === 0) return;
      setToasts((now) => addToast(now, open));
      const newest = open.at(-1)!;
      const { camera_name, device_name } = eventOf(newest);
      const words = {
        title: open.length === 1 ? titleOf(newest) : t("alerts.missedTitle", { count: open.length }),
        body: [camera_name, device_name].filter(Boolean).join(" · "),
        icon: alertPicture(newest),
      };
      void callAttention(open, words, () => router.push("/alerts"));
    },
    onUpdate: (alert) => setToasts((now) => updateToasts(now, alert)),
  });
  useEffect(() => void keepPush(), []);
  const close = useCallback((id: string) => setToasts((now) => dropToast(now, id)), []);
  return (
    <section
      aria-label={t("alerts.toasts")}
      // In the page from the start: only what is added to a live region is read out.
      aria-live="assertive"
      aria-relevant="additions"
      className="pointer-events-none fixed top-18 right-3 z-60 flex w-[min(25rem,calc(100vw-1.5rem))] flex-col gap-2 md:right-6 [body:has(header_button[aria-expanded=true])_&]:invisible"
    >
      {toasts.map((toast) => (
        <AlertToastCard key={toast.id} toast={toast} onClose={close} onAcknowledge={acknowledge} />
      ))}
    </section>
  );
}
