import { routes } from "@/lib/contracts/routes";
import { openLive } from "@/lib/domain/preview/open";
import { partResponse, recentKey } from "@/lib/http/live-hls";
import { route } from "@/lib/http/route";

export const GET = route(routes.previewPart, async ({ ctx, params, request }) =>
  partResponse(ctx.live, await recentKey(request, params.session, () => openLive(ctx, params.session)), params.file),
);
