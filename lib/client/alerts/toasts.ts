import type { AlertView } from "@/lib/contracts/alerts";

/** One card over the page: an alert, or several that were missed together. */
export type AlertToast = {
  id: string;
  alerts: readonly AlertView[];
  /** They came while this browser was away. */
  isMissed: boolean;
};

/** More than these hide the page; the oldest are joined into one card, none is dropped. */
export const MAX_CARDS = 3;

/** What came together is one card. */
export function addToast(toasts: readonly AlertToast[], alerts: readonly AlertView[]): AlertToast[] {
  const [first] = alerts;
  if (!first) return [...toasts];
  const next = [...toasts, { id: first.id, alerts, isMissed: alerts.length > 1 }];
  if (next.length <= MAX_CARDS) return next;
  const joined = next.slice(0, next.length - MAX_CARDS + 1);
  return [
    { id: joined[0]!.id, alerts: joined.flatMap((toast) => toast.alerts), isMissed: false },
    ...next.slice(next.length - MAX_CARDS + 1),
  ];
}

/** A picture or a clip has come; what somebody has acknowledged anywhere needs no card any more. */
export function updateToasts(toasts: readonly AlertToast[], alert: AlertView): AlertToast[] {
  if (!toasts.some((toast) => toast.alerts.some(({ id }) => id === alert.id))) return [...toasts];
  const replace = (now: AlertView) => (now.id === alert.id ? alert : now);
  return toasts
    .map((toast) => ({ ...toast, alerts: toast.alerts.map(replace).filter((one) => one.acknowledged_at === null) }))
    .filter((toast) => toast.alerts.length > 0);
}

export const dropToast = (toasts: readonly AlertToast[], id: string): AlertToast[] =>
  toasts.filter((toast) => toast.id !== id);
