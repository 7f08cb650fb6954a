import { routes } from "@/lib/contracts/routes";
import { openLive } from "@/lib/domain/preview/open";
import { partResponse } from "@/lib/http/live-hls";
import { route } from "@/lib/http/route";

export const GET = route(routes.previewPart, async ({ ctx, params }) =>
  partResponse(ctx.live, await openLive(ctx, params.session), params.file),
);
