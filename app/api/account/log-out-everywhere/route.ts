import { routes } from "@/lib/contracts/routes";
import { logOutEverywhere } from "@/lib/domain/account/log-out-everywhere";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.logOutEverywhere, async ({ ctx }) => ok({ user: await logOutEverywhere(ctx) }));
