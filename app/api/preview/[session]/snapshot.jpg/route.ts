import { routes } from "@/lib/contracts/routes";
import { takeSnapshot } from "@/lib/domain/preview/snapshot";
import { jpegResponse } from "@/lib/http/jpeg";
import { route } from "@/lib/http/route";

export const GET = route(routes.previewSnapshot, async ({ ctx, params }) =>
  jpegResponse(await takeSnapshot(ctx, params.session)),
);
