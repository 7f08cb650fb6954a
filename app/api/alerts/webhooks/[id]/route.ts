import { routes } from "@/lib/contracts/routes";
import { deleteWebhook, updateWebhook } from "@/lib/domain/webhooks/manage";
import { ok, route } from "@/lib/http/route";

export const PATCH = route(routes.webhookUpdate, async ({ ctx, params, body }) =>
  ok({ webhook: await updateWebhook(ctx, params.id, body) }),
);
export const DELETE = route(routes.webhookDelete, async ({ ctx, params }) =>
  ok({ webhook: await deleteWebhook(ctx, params.id) }),
);
