import type { AlertView } from "@/lib/contracts/alerts";
import { chime, maySound } from "./chime";
import { claim } from "./claim";
import { isSignalOn, notificationState } from "./signals";

/** A tab that is seen takes the notification for itself: whoever sees the toast needs no second one. */
const SEEN_FIRST_MS = 200;
const RANK = { info: 0, warning: 1, critical: 2 };

type Words = { title: string; body: string; icon: string | null };

/** Rings and notifies as this browser was told to, once however many of its tabs are open. */
export async function callAttention(alerts: readonly AlertView[], words: Words, onOpen: () => void): Promise<void> {
  const [worst] = alerts.toSorted((a, b) => RANK[b.severity] - RANK[a.severity]);
  const newest = alerts.at(-1);
  if (!worst || !newest) return;
  await Promise.all([ring(worst, newest.seq), notify(newest, words, onOpen)]);
}

async function ring({ severity }: AlertView, seq: number): Promise<void> {
  if (!isSignalOn("sound") || !maySound()) return;
  if (await claim("sound", seq)) await chime(severity);
}

async function notify({ id, seq }: AlertView, { title, body, icon }: Words, onOpen: () => void): Promise<void> {
  if (!isSignalOn("notification") || notificationState() !== "granted") return;
  const isSeen = document.visibilityState === "visible" && document.hasFocus();
  if (!isSeen) await new Promise((resolve) => setTimeout(resolve, SEEN_FIRST_MS));
  if (!(await claim("notification", seq)) || isSeen) return;
  const shown = new Notification(title, { body, tag: `vigie-${id}`, ...(icon && { icon }) });
  shown.onclick = () => {
    window.focus();
    onOpen();
    shown.close();
  };
}
