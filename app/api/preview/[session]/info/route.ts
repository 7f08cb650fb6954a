import { routes } from "@/lib/contracts/routes";
import { readPreviewInfo } from "@/lib/domain/preview/info";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.previewInfo, async ({ ctx, params }) => ok(await readPreviewInfo(ctx, params.session)));
