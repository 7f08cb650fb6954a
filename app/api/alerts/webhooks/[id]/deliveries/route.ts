import { routes } from "@/lib/contracts/routes";
import { listDeliveries } from "@/lib/domain/webhooks/deliveries";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.webhookDeliveries, async ({ ctx, params }) =>
  ok({ deliveries: await listDeliveries(ctx, params.id) }),
);
