import { routes } from "@/lib/contracts/routes";
import { listSessions } from "@/lib/domain/sessions/list";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.sessionList, async ({ ctx, query }) => ok(await listSessions(ctx, query)));
