import { routes } from "@/lib/contracts/routes";
import { listLogins } from "@/lib/domain/account/list-logins";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.loginList, async ({ ctx, query }) => ok(await listLogins(ctx, query)));
