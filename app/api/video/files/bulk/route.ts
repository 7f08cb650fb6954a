import { routes } from "@/lib/contracts/routes";
import { changeFiles } from "@/lib/domain/files/bulk";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.fileBulk, async ({ ctx, body }) => ok(await changeFiles(ctx, body)));
