import { routes } from "@/lib/contracts/routes";
import { listAudit } from "@/lib/domain/audit/list";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.auditList, async ({ ctx, query }) => ok(await listAudit(ctx, query)));
