import { routes } from "@/lib/contracts/routes";
import { getSession } from "@/lib/domain/sessions/get";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.session, async ({ ctx, params }) => ok({ session: await getSession(ctx, params.id) }));
