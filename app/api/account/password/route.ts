import { routes } from "@/lib/contracts/routes";
import { changePassword } from "@/lib/domain/account/change-password";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.passwordChange, async ({ ctx, body }) =>
  ok({ user: await changePassword(ctx, body) }),
);
