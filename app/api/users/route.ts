import { routes } from "@/lib/contracts/routes";
import { inviteUser } from "@/lib/domain/users/invite";
import { listUsers } from "@/lib/domain/users/list";
import { created, ok, route } from "@/lib/http/route";

export const GET = route(routes.userList, async ({ ctx, query }) => ok(await listUsers(ctx, query)));
export const POST = route(routes.userInvite, async ({ ctx, body }) => created(await inviteUser(ctx, body)));
