import { routes } from "@/lib/contracts/routes";
import { renewCode } from "@/lib/domain/devices/renew-code";
import { created, route } from "@/lib/http/route";

export const POST = route(routes.deviceCode, async ({ ctx, params }) =>
  created({ code: await renewCode(ctx, params.id) }),
);
