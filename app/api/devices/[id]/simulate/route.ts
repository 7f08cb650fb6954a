import { routes } from "@/lib/contracts/routes";
import { simulateSensor } from "@/lib/domain/devices/simulate";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.deviceSimulate, async ({ ctx, params, body }) =>
  ok({ event_id: await simulateSensor(ctx, params.id, body) }),
);
