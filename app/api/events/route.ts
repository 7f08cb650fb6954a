import { routes } from "@/lib/contracts/routes";
import { listEvents } from "@/lib/domain/events/list";
import { receiveFromDevice } from "@/lib/domain/events/receive";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.eventList, async ({ ctx, query }) => ok(await listEvents(ctx, query)));
export const POST = route(routes.eventSend, async ({ ctx, body }) => ok(await receiveFromDevice(ctx, body)));
