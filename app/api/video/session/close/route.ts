import { routes } from "@/lib/contracts/routes";
import { closeSession } from "@/lib/domain/sessions/close";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.sessionClose, async ({ ctx, body }) => ok({ session: await closeSession(ctx, body) }));
