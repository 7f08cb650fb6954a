import { routes } from "@/lib/contracts/routes";
import { openCameraLive } from "@/lib/domain/preview/open";
import { partResponse } from "@/lib/http/live-hls";
import { route } from "@/lib/http/route";

export const GET = route(routes.cameraPart, async ({ ctx, params }) =>
  partResponse(ctx.live, await openCameraLive(ctx, params.id), params.file),
);
