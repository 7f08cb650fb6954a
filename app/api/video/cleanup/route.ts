import { routes } from "@/lib/contracts/routes";
import { cleanup } from "@/lib/domain/storage/cleanup";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.cleanup, async ({ ctx }) => ok(await cleanup(ctx)));
