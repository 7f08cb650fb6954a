import { routes } from "@/lib/contracts/routes";
import { openPreview } from "@/lib/domain/preview/open";
import { liveStream } from "@/lib/http/live-stream";
import { route } from "@/lib/http/route";

export const GET = route(routes.previewStream, ({ ctx, params, query, request }) =>
  liveStream({ ctx, request, fps: query.fps, firstFrameMs: 3_000 }, (asker) =>
    openPreview(asker, params.session, query.profile),
  ),
);
