import { routes } from "@/lib/contracts/routes";
import { viewShared } from "@/lib/domain/shares/open";
import { ok, route } from "@/lib/http/route";
import { unlisted } from "@/lib/http/unlisted";

export const GET = route(routes.shared, async ({ ctx, params }) =>
  unlisted(ok({ video: await viewShared(ctx, params.token) })),
);
