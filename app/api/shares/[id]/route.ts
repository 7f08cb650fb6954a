import { routes } from "@/lib/contracts/routes";
import { revokeShare } from "@/lib/domain/shares/revoke";
import { ok, route } from "@/lib/http/route";

export const DELETE = route(routes.shareRevoke, async ({ ctx, params }) =>
  ok({ share: await revokeShare(ctx, params.id) }),
);
