import { routes } from "@/lib/contracts/routes";
import { enrollDevice } from "@/lib/domain/devices/enroll";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.deviceEnroll, async ({ ctx, body }) => ok(await enrollDevice(ctx, body)));
