import { routes } from "@/lib/contracts/routes";
import { createToken } from "@/lib/domain/account/create-token";
import { listTokens } from "@/lib/domain/account/list-tokens";
import { created, ok, route } from "@/lib/http/route";

export const GET = route(routes.tokenList, async ({ ctx, query }) => ok(await listTokens(ctx, query)));
export const POST = route(routes.tokenCreate, async ({ ctx, body }) => created(await createToken(ctx, body)));
