import { z } from "zod";

/** A browser's push service, as `PushSubscription.toJSON()` says it. */
export const PushAddress = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(2_000),
  keys: z.object({
    p256dh: z.string().regex(/^[\w-]{80,100}={0,2}$/),
    auth: z.string().regex(/^[\w-]{20,30}={0,2}$/),
  }),
});
export type PushAddress = z.infer<typeof PushAddress>;
export const PushEnd = z.object({ endpoint: z.string().max(2_000) }).strict();

/** What the service worker is told; it has the words. */
export type PushedAlert = {
  id: string;
  news: "raised" | "recovered";
  kind: string;
  place: string;
  occurred_at: string;
  locale: string;
  time_zone: string | null;
};
