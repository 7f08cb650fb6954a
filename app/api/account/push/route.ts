import { routes } from "@/lib/contracts/routes";
import { readPushKey, subscribePush } from "@/lib/domain/push/subscribe";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.pushKey, async ({ ctx }) => ok({ public_key: await readPushKey(ctx) }));
export const POST = route(routes.pushSubscribe, async ({ ctx, body }) => {
  await subscribePush(ctx, body);
  return ok({});
});
