import { routes } from "@/lib/contracts/routes";
import { acknowledgeAlerts } from "@/lib/domain/alerts/acknowledge";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.alertAcknowledge, async ({ ctx, body }) => ok(await acknowledgeAlerts(ctx, body)));
