import { routes } from "@/lib/contracts/routes";
import { locateEventPoster } from "@/lib/domain/events/poster";
import { pictureResponse } from "@/lib/http/jpeg";
import { route } from "@/lib/http/route";
import { serveLocated } from "@/lib/http/serve-located";

// The browser keeps a clip's poster, and asks each time whether it still may.
const options = { inline: true, cacheControl: "private, no-cache" };
export const GET = route(routes.eventPoster, async ({ ctx, params, request }) => {
  const found = await locateEventPoster(ctx, params.id);
  return "jpeg" in found ? pictureResponse(found.jpeg) : serveLocated(request, found, options);
});
export const HEAD = GET;
