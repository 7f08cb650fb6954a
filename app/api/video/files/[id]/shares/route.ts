import { routes } from "@/lib/contracts/routes";
import { createShare } from "@/lib/domain/shares/create";
import { listShares } from "@/lib/domain/shares/list";
import { created, ok, route } from "@/lib/http/route";

export const GET = route(routes.shareList, async ({ ctx, params }) => ok(await listShares(ctx, params.id)));
export const POST = route(routes.shareCreate, async ({ ctx, params, body }) =>
  created(await createShare(ctx, params.id, body)),
);
