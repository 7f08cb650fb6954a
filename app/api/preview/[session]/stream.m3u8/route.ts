import { routes } from "@/lib/contracts/routes";
import { openLive } from "@/lib/domain/preview/open";
import { playlistResponse, recentKey } from "@/lib/http/live-hls";
import { route } from "@/lib/http/route";

export const GET = route(routes.previewPlaylist, async ({ ctx, params, query, request }) =>
  playlistResponse(ctx, await recentKey(request, params.session, () => openLive(ctx, params.session)), query),
);
