import { routes } from "@/lib/contracts/routes";
import { openCameraPreview } from "@/lib/domain/preview/open";
import { liveStream } from "@/lib/http/live-stream";
import { route } from "@/lib/http/route";

export const GET = route(routes.cameraStream, ({ ctx, params, query, request }) =>
  liveStream({ ctx, request, fps: query.fps, firstFrameMs: 10_000 }, (asker) =>
    openCameraPreview(asker, params.id, query.profile),
  ),
);
