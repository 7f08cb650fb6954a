import { routes } from "@/lib/contracts/routes";
import { createWebhook, listWebhooks } from "@/lib/domain/webhooks/manage";
import { created, ok, route } from "@/lib/http/route";

export const GET = route(routes.webhookList, async ({ ctx, query }) =>
  ok({ webhooks: await listWebhooks(ctx, query) }),
);
export const POST = route(routes.webhookCreate, async ({ ctx, body }) => created(await createWebhook(ctx, body)));
