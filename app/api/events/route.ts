import { routes } from "@/lib/contracts/routes";
import { listEvents } from "@/lib/domain/events/list";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.eventList, async ({ ctx, query }) => ok(await listEvents(ctx, query)));
