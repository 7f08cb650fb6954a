import { routes } from "@/lib/contracts/routes";
import { locateDownload } from "@/lib/domain/files/download";
import { requireDownload } from "@/lib/domain/files/may-download";
import { cutWhenRefused } from "@/lib/http/cut-when-refused";
import { route } from "@/lib/http/route";
import { serveLocated } from "@/lib/http/serve-located";
import { isStillAllowed } from "@/lib/http/still-allowed";

export const GET = route(routes.fileDownload, async ({ ctx, params, query, request }) => {
  const located = await locateDownload(ctx, params.id, query);
  const answer = await serveLocated(request, located, { inline: query.inline ?? false });
  const stillAllowed = () => isStillAllowed(ctx, request, (asker) => requireDownload(asker, params.id));
  return cutWhenRefused(answer, { isStillAllowed: stillAllowed, clock: ctx.clock });
});
export const HEAD = GET;
