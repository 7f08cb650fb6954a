import { routes } from "@/lib/contracts/routes";
import { getAccountLink } from "@/lib/domain/users/account-link";
import { chooseByLink } from "@/lib/domain/users/use-account-link";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.accountLink, async ({ ctx, params }) =>
  ok({ link: await getAccountLink(ctx, params.token) }),
);
export const POST = route(routes.accountLinkUse, async ({ ctx, params, body }) =>
  ok({ user: await chooseByLink(ctx, params.token, body) }),
);
