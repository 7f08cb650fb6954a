import { routes } from "@/lib/contracts/routes";
import { getAccount } from "@/lib/domain/users/account";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.account, async ({ ctx }) => ok(await getAccount(ctx)));
