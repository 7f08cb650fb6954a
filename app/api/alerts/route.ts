import { routes } from "@/lib/contracts/routes";
import { listAlerts } from "@/lib/domain/alerts/list";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.alertList, async ({ ctx, query }) => ok(await listAlerts(ctx, query)));
