import type { Clock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import { every } from "@/lib/core/every";
import type { Logger } from "@/lib/core/logger";
import { isDatabaseAway } from "@/lib/db/database-away";
import type { Ctx } from "@/lib/domain/context";
import { webhookAddresses } from "@/lib/domain/webhooks/address";
import {
  claimDeliveries,
  type DueDelivery,
  forgetDeliveries,
  type Outcome,
  settleDelivery,
} from "@/lib/domain/webhooks/queue";
import { postSigned } from "./post-signed";

const PERIOD_MS = 1_000;
const FORGET_MS = 3_600_000;
const AT_ONCE = 20;

type Options = { context: () => Ctx; clock: Clock; log: Logger; periodMs?: number };

/** Sends what is due to webhooks. What it returns ends it: what is under way ends within its deadline, or is sent again. */
export function keepWebhooks({ context, clock, log, periodMs = PERIOD_MS }: Options): () => Promise<void> {
  const underWay = new Set<Promise<void>>();
  let isEnding = false;

  const sendDue = async (): Promise<void> => {
    const free = AT_ONCE - underWay.size;
    if (free <= 0 || isEnding) return;
    const ctx = context();
    for (const due of await claimDeliveries(ctx, free)) {
      const done: Promise<void> = deliver(ctx, due)
        .catch((err: unknown) => log.warn({ err, delivery: due.id }, "what a webhook answered could not be kept"))
        .finally(() => underWay.delete(done));
      underWay.add(done);
      // The next one of the same webhook need not wait for the next second.
      void done.then(tick);
    }
  };
  const tick = () =>
    sendDue().catch((err: unknown) => {
      if (!isDatabaseAway(err)) log.warn({ err }, "webhooks could not be served");
    });

  const ends = [
    every({ name: "webhooks", periodMs, clock, log }, tick),
    every({ name: "webhook log", periodMs: FORGET_MS, clock, log }, () => forgetDeliveries(context())),
  ];
  return async () => {
    isEnding = true;
    for (const end of ends) end();
    await Promise.all(underWay);
  };
}

async function deliver(ctx: Ctx, due: DueDelivery): Promise<void> {
  await settleDelivery(ctx, due, await attempt(ctx, due));
}

async function attempt(ctx: Ctx, due: DueDelivery): Promise<Outcome> {
  try {
    const policy = { allowedHosts: ctx.settings.allowedHosts, lookUp: ctx.lookUp };
    // What was sealed with a secret that is gone fails alone.
    const [url, secret] = [ctx.secrets.open(due.webhook.urlSealed), ctx.secrets.open(due.webhook.secretSealed)];
    const [address] = await webhookAddresses(url, policy);
    return await postSigned({ ...due, url, secret }, address ?? "", ctx.clock.now());
  } catch (error) {
    const reason = isAppError(error) ? error.message : "it could not be sent: was CAMERA_SECRET changed?";
    return { status: null, durationMs: 0, answer: null, error: reason };
  }
}
