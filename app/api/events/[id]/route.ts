import { routes } from "@/lib/contracts/routes";
import { acknowledgeEvent } from "@/lib/domain/events/acknowledge";
import { ok, route } from "@/lib/http/route";

export const PATCH = route(routes.eventUpdate, async ({ ctx, params, body }) =>
  ok({ event: await acknowledgeEvent(ctx, params.id, body) }),
);
