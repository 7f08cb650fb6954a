import { routes } from "@/lib/contracts/routes";
import { sendAgain } from "@/lib/domain/webhooks/deliveries";
import { accepted, route } from "@/lib/http/route";

export const POST = route(routes.webhookSendAgain, async ({ ctx, params }) =>
  accepted({ delivery: await sendAgain(ctx, params.id, params.delivery) }),
);
