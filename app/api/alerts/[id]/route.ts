import { routes } from "@/lib/contracts/routes";
import { updateAlert } from "@/lib/domain/alerts/acknowledge";
import { ok, route } from "@/lib/http/route";

export const PATCH = route(routes.alertUpdate, async ({ ctx, params, body }) =>
  ok({ alert: await updateAlert(ctx, params.id, body) }),
);
