import { routes } from "@/lib/contracts/routes";
import { rotateDevice } from "@/lib/domain/devices/rotate";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.deviceRotate, async ({ ctx, params }) =>
  ok({ device: await rotateDevice(ctx, params.id) }),
);
