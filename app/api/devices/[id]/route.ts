import { routes } from "@/lib/contracts/routes";
import { readDevice } from "@/lib/domain/devices/read";
import { updateDevice } from "@/lib/domain/devices/update";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.device, async ({ ctx, params }) => ok({ device: await readDevice(ctx, params.id) }));
export const PATCH = route(routes.deviceUpdate, async ({ ctx, params, body }) =>
  ok({ device: await updateDevice(ctx, params.id, body) }),
);
