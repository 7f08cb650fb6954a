import { routes } from "@/lib/contracts/routes";
import { getAccount } from "@/lib/domain/account/get";
import { updateAccount } from "@/lib/domain/account/update";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.account, async ({ ctx }) => ok(await getAccount(ctx)));
export const PATCH = route(routes.accountUpdate, async ({ ctx, body }) => ok({ user: await updateAccount(ctx, body) }));
