import { routes } from "@/lib/contracts/routes";
import { openLive } from "@/lib/domain/preview/open";
import { playlistResponse } from "@/lib/http/live-hls";
import { route } from "@/lib/http/route";

export const GET = route(routes.previewPlaylist, async ({ ctx, params, query }) =>
  playlistResponse(ctx.live, await openLive(ctx, params.session), query),
);
