import { routes } from "@/lib/contracts/routes";
import { readHealth } from "@/lib/domain/health/read";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.health, async ({ ctx }) => ok(await readHealth(ctx)));
