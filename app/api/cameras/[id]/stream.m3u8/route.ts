import { routes } from "@/lib/contracts/routes";
import { openCameraLive } from "@/lib/domain/preview/open";
import { playlistResponse } from "@/lib/http/live-hls";
import { route } from "@/lib/http/route";

export const GET = route(routes.cameraPlaylist, async ({ ctx, params, query }) =>
  playlistResponse(ctx.live, await openCameraLive(ctx, params.id), query),
);
