import { routes } from "@/lib/contracts/routes";
import { readDevice } from "@/lib/domain/devices/read";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.device, async ({ ctx, params }) => ok({ device: await readDevice(ctx, params.id) }));
