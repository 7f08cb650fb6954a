import { routes } from "@/lib/contracts/routes";
import { locateDownload } from "@/lib/domain/files/download";
import { route } from "@/lib/http/route";
import { serveLocated } from "@/lib/http/serve-located";

export const GET = route(routes.fileDownload, async ({ ctx, params, query, request }) =>
  serveLocated(request, await locateDownload(ctx, params.id, query), { inline: query.inline ?? false }),
);
export const HEAD = GET;
