import { routes } from "@/lib/contracts/routes";
import { skipOccurrence, unskipOccurrence } from "@/lib/domain/schedule/skip";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.planSkip, async ({ ctx, params, body }) =>
  ok({ occurrence: await skipOccurrence(ctx, params.id, body) }),
);
export const DELETE = route(routes.planUnskip, async ({ ctx, params, query }) =>
  ok({ occurrence: await unskipOccurrence(ctx, params.id, query) }),
);
