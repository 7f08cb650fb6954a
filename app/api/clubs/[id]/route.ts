import { routes } from "@/lib/contracts/routes";
import { getClub } from "@/lib/domain/clubs/get";
import { updateClub } from "@/lib/domain/clubs/update";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.club, async ({ ctx, params }) => ok({ club: await getClub(ctx, params.id) }));
export const PATCH = route(routes.clubUpdate, async ({ ctx, params, body }) =>
  ok({ club: await updateClub(ctx, params.id, body) }),
);
