import { routes } from "@/lib/contracts/routes";
import { readOverview } from "@/lib/domain/overview/read";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.overview, async ({ ctx, query }) => ok({ overview: await readOverview(ctx, query) }));
