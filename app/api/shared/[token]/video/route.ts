import { routes } from "@/lib/contracts/routes";
import { locateShared } from "@/lib/domain/shares/open";
import { route } from "@/lib/http/route";
import { serveLocated } from "@/lib/http/serve-located";
import { unlisted } from "@/lib/http/unlisted";

export const GET = route(routes.sharedVideo, async ({ ctx, params, query, request }) =>
  unlisted(await serveLocated(request, await locateShared(ctx, params.token), { inline: query.inline ?? false })),
);
export const HEAD = GET;
