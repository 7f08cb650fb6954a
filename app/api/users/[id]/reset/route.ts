import { routes } from "@/lib/contracts/routes";
import { resetUser } from "@/lib/domain/users/reset";
import { created, route } from "@/lib/http/route";

export const POST = route(routes.userReset, async ({ ctx, params }) => created(await resetUser(ctx, params.id)));
