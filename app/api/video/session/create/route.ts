import { routes } from "@/lib/contracts/routes";
import { createSession } from "@/lib/domain/sessions/create";
import { created, route } from "@/lib/http/route";

export const POST = route(routes.sessionCreate, async ({ ctx, body }) =>
  created({ session: await createSession(ctx, body) }),
);
