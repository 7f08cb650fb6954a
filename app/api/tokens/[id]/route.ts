import { routes } from "@/lib/contracts/routes";
import { revokeToken } from "@/lib/domain/account/revoke-token";
import { ok, route } from "@/lib/http/route";

export const DELETE = route(routes.tokenRevoke, async ({ ctx, params }) =>
  ok({ api_token: await revokeToken(ctx, params.id) }),
);
