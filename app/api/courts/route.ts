import { routes } from "@/lib/contracts/routes";
import { listCourts } from "@/lib/domain/courts/list";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.courts, async ({ ctx, query }) => ok(await listCourts(ctx, query)));
