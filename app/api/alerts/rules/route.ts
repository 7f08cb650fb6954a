import { routes } from "@/lib/contracts/routes";
import { createRule, listRules } from "@/lib/domain/alerts/rules";
import { created, ok, route } from "@/lib/http/route";

export const GET = route(routes.alertRuleList, async ({ ctx, query }) => ok({ rules: await listRules(ctx, query) }));
export const POST = route(routes.alertRuleCreate, async ({ ctx, body }) =>
  created({ rule: await createRule(ctx, body) }),
);
