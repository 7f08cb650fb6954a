import { routes } from "@/lib/contracts/routes";
import { checkPlan } from "@/lib/domain/schedule/check";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.planCheck, async ({ ctx, body }) => ok(await checkPlan(ctx, body)));
