import { api } from "../api";
import { routes } from "../routes";

/** The browser's own subscription; null where there is none, or can be none. */
async function current(): Promise<PushSubscription | null> {
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

export const isPushed = async (): Promise<boolean> => (await current().catch(() => null)) !== null;

/** Asks the person, then the browser's push service, then the server. Rejects when one of them says no. */
export async function startPush(): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("not allowed");
  const { pushManager } = await navigator.serviceWorker.ready;
  const { public_key } = await api(routes.pushKey);
  // A subscription made with other keys stands in the way of a new one.
  await (await current())?.unsubscribe();
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: public_key });
  await tell(made).catch(async (error: unknown) => {
    await made.unsubscribe();
    throw error;
  });
}

export async function stopPush(): Promise<void> {
  const known = await current();
  if (!known) return;
  await known.unsubscribe();
  await api(routes.pushEnd, { body: { endpoint: known.endpoint } });
}

/** Whoever is logged in here now is the one who is told. Call it when the pages open. */
export async function keepPush(): Promise<void> {
  const known = await current().catch(() => null);
  if (known) await tell(known).catch(() => undefined);
}

async function tell(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON();
  const { p256dh = "", auth = "" } = keys ?? {};
  await api(routes.pushSubscribe, { body: { endpoint: endpoint ?? "", keys: { p256dh, auth } } });
}
