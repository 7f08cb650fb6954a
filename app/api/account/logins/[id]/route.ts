import { routes } from "@/lib/contracts/routes";
import { endLogin } from "@/lib/domain/account/end-login";
import { ok, route } from "@/lib/http/route";

export const DELETE = route(routes.loginEnd, async ({ ctx, params }) => ok({ login: await endLogin(ctx, params.id) }));
