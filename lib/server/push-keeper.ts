import { request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import { isIP } from "node:net";
import webPush from "web-push";
import type { Clock } from "@/lib/core/clock";
import { every } from "@/lib/core/every";
import type { Logger } from "@/lib/core/logger";
import { isDatabaseAway } from "@/lib/db/database-away";
import type { Ctx } from "@/lib/domain/context";
import { readPushKeys } from "@/lib/domain/push/keys";
import { claimPushes, type DuePush, openAddress, type PushOutcome, settlePush } from "@/lib/domain/push/queue";
import { webhookAddresses } from "@/lib/domain/webhooks/address";

const PERIOD_MS = 1_000;
const TIMEOUT_MS = 10_000;
const AT_ONCE = 50;
/** How long a push service keeps what a switched-off phone has not fetched; seconds. */
const TTL_S = 7_200;

type Options = { context: () => Ctx; clock: Clock; log: Logger; periodMs?: number };

/** Sends what browsers are to be told. What it returns ends it; what is under way then is sent again by the next program. */
export function keepPush({ context, clock, log, periodMs = PERIOD_MS }: Options): () => void {
  return every({ name: "push", periodMs, clock, log }, async () => {
    const ctx = context();
    try {
      const due = await claimPushes(ctx, AT_ONCE);
      await Promise.all(due.map(async (one) => settlePush(ctx, one, await attempt(ctx, one))));
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
    }
  });
}

async function attempt(ctx: Ctx, due: DuePush): Promise<PushOutcome> {
  try {
    const address = openAddress(ctx, due);
    const policy = { allowedHosts: ctx.settings.allowedHosts, lookUp: ctx.lookUp };
    const [ip] = await webhookAddresses(address.endpoint, policy);
    const keys = await readPushKeys(ctx);
    const vapidDetails = { subject: ctx.settings.pushSubject, ...keys };
    const { headers, body } = webPush.generateRequestDetails(address, due.body, {
      vapidDetails,
      TTL: TTL_S,
      urgency: "high",
    });
    const status = await post(new URL(address.endpoint), ip ?? "", headers as Record<string, string>, body);
    if (status === 404 || status === 410) return "gone";
    return status >= 200 && status < 300 ? "sent" : "failed";
  } catch (err) {
    ctx.log.debug({ err, push: due.id }, "a browser could not be told");
    return "failed";
  }
}

/** To the address that was checked, and nowhere else; the answer's words do not matter. */
function post(url: URL, ip: string, headers: Record<string, string>, body: Buffer | null): Promise<number> {
  const { protocol, hostname, host, port, pathname, search } = url;
  const isNamed = isIP(hostname.replace(/^\[|\]$/g, "")) === 0;
  const to = { host: ip, ...(port && { port }), path: pathname + search, method: "POST", agent: false as const };
  const send = protocol === "https:" ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const sending = send({ ...to, headers: { ...headers, host }, ...(isNamed && { servername: hostname }) });
    const deadline = setTimeout(() => sending.destroy(new Error("the push service does not answer")), TIMEOUT_MS);
    sending.on("close", () => clearTimeout(deadline));
    sending.on("error", reject);
    sending.on("response", (response) => {
      resolve(response.statusCode ?? 0);
      sending.destroy();
    });
    sending.end(body);
  });
}
