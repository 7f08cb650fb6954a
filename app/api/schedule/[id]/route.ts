import { routes } from "@/lib/contracts/routes";
import { cancelPlan } from "@/lib/domain/schedule/cancel";
import { updatePlan } from "@/lib/domain/schedule/update";
import { ok, route } from "@/lib/http/route";

export const PATCH = route(routes.planUpdate, async ({ ctx, params, body }) =>
  ok({ plan: await updatePlan(ctx, params.id, body) }),
);
export const DELETE = route(routes.planCancel, async ({ ctx, params }) =>
  ok({ plan: await cancelPlan(ctx, params.id) }),
);
