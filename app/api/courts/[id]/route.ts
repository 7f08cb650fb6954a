import { routes } from "@/lib/contracts/routes";
import { deleteCourt } from "@/lib/domain/courts/delete";
import { updateCourt } from "@/lib/domain/courts/update";
import { ok, route } from "@/lib/http/route";

export const PATCH = route(routes.courtUpdate, async ({ ctx, params, body }) =>
  ok({ court: await updateCourt(ctx, params.id, body) }),
);
export const DELETE = route(routes.courtDelete, async ({ ctx, params, query }) =>
  ok({ court: await deleteCourt(ctx, params.id, query.cameras) }),
);
