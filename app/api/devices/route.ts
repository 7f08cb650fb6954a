import { routes } from "@/lib/contracts/routes";
import { createDevice } from "@/lib/domain/devices/create";
import { listDevices } from "@/lib/domain/devices/read";
import { created, ok, route } from "@/lib/http/route";

export const GET = route(routes.deviceList, async ({ ctx, query }) => ok(await listDevices(ctx, query)));
export const POST = route(routes.deviceCreate, async ({ ctx, body }) => created(await createDevice(ctx, body)));
