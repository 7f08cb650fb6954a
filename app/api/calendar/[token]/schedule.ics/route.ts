import { routes } from "@/lib/contracts/routes";
import { readCalendar } from "@/lib/domain/calendar/read";
import { route } from "@/lib/http/route";
import { textWithEtag } from "@/lib/http/text-with-etag";

const as = { contentType: "text/calendar; charset=utf-8", cacheControl: "private, no-cache" };
export const GET = route(routes.calendar, async ({ ctx, params, request }) =>
  textWithEtag(request, await readCalendar(ctx, params.token), as),
);
export const HEAD = GET;
