import { routes } from "@/lib/contracts/routes";
import { openPreview } from "@/lib/domain/preview/open";
import { liveStream } from "@/lib/http/live-stream";
import { route } from "@/lib/http/route";

export const GET = route(routes.previewStream, ({ ctx, params, query, request }) =>
  liveStream(ctx, request, query.fps, (asker) => openPreview(asker, params.session, query.profile)),
);
