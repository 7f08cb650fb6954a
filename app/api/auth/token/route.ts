import { routes } from "@/lib/contracts/routes";
import { createLoginToken } from "@/lib/domain/users/create-token";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.token, async ({ ctx, body }) => ok(await createLoginToken(ctx, body)));
