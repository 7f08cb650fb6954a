import { routes } from "@/lib/contracts/routes";
import { locateSharedPoster } from "@/lib/domain/shares/open";
import { route } from "@/lib/http/route";
import { serveLocated } from "@/lib/http/serve-located";
import { unlisted } from "@/lib/http/unlisted";

export const GET = route(routes.sharedThumbnail, async ({ ctx, params, request }) =>
  unlisted(await serveLocated(request, await locateSharedPoster(ctx, params.token), { inline: true })),
);
export const HEAD = GET;
