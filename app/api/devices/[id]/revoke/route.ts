import { routes } from "@/lib/contracts/routes";
import { revokeDevice } from "@/lib/domain/devices/revoke";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.deviceRevoke, async ({ ctx, params }) =>
  ok({ device: await revokeDevice(ctx, params.id) }),
);
