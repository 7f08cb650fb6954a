import { routes } from "@/lib/contracts/routes";
import { getUser } from "@/lib/domain/users/get";
import { updateUser } from "@/lib/domain/users/update";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.user, async ({ ctx, params }) => ok({ user: await getUser(ctx, params.id) }));
export const PATCH = route(routes.userUpdate, async ({ ctx, params, body }) =>
  ok({ user: await updateUser(ctx, params.id, body) }),
);
