import { routes } from "@/lib/contracts/routes";
import { openCameraLive } from "@/lib/domain/preview/open";
import { playlistResponse, recentKey } from "@/lib/http/live-hls";
import { route } from "@/lib/http/route";

export const GET = route(routes.cameraPlaylist, async ({ ctx, params, query, request }) =>
  playlistResponse(ctx, await recentKey(request, params.id, () => openCameraLive(ctx, params.id)), query),
);
