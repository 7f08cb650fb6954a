import { routes } from "@/lib/contracts/routes";
import { listDevices } from "@/lib/domain/devices/read";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.deviceList, async ({ ctx, query }) => ok(await listDevices(ctx, query)));
