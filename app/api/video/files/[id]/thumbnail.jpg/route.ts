import { routes } from "@/lib/contracts/routes";
import { locateThumbnail } from "@/lib/domain/files/download";
import { route } from "@/lib/http/route";
import { serveLocated } from "@/lib/http/serve-located";

// A poster never changes; the browser keeps it, and asks each time whether it still may.
const options = { inline: true, cacheControl: "private, no-cache" };
export const GET = route(routes.fileThumbnail, async ({ ctx, params, request }) =>
  serveLocated(request, await locateThumbnail(ctx, params.id), options),
);
export const HEAD = GET;
