import { routes } from "@/lib/contracts/routes";
import { openCameraLive } from "@/lib/domain/preview/open";
import { partResponse, recentKey } from "@/lib/http/live-hls";
import { route } from "@/lib/http/route";

export const GET = route(routes.cameraPart, async ({ ctx, params, request }) =>
  partResponse(ctx.live, await recentKey(request, params.id, () => openCameraLive(ctx, params.id)), params.file),
);
