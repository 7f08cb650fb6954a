import { routes } from "@/lib/contracts/routes";
import { deleteRule, updateRule } from "@/lib/domain/alerts/rules";
import { ok, route } from "@/lib/http/route";

export const PATCH = route(routes.alertRuleUpdate, async ({ ctx, params, body }) =>
  ok({ rule: await updateRule(ctx, params.id, body) }),
);
export const DELETE = route(routes.alertRuleDelete, async ({ ctx, params }) =>
  ok({ rule: await deleteRule(ctx, params.id) }),
);
