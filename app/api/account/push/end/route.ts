import { routes } from "@/lib/contracts/routes";
import { endPush } from "@/lib/domain/push/subscribe";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.pushEnd, async ({ ctx, body }) => {
  await endPush(ctx, body.endpoint);
  return ok({});
});
