import { routes } from "@/lib/contracts/routes";
import { testWebhook } from "@/lib/domain/webhooks/deliveries";
import { accepted, route } from "@/lib/http/route";

export const POST = route(routes.webhookTest, async ({ ctx, params }) =>
  accepted({ delivery: await testWebhook(ctx, params.id) }),
);
