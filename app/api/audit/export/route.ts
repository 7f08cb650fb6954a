import { routes } from "@/lib/contracts/routes";
import { exportAudit } from "@/lib/domain/audit/export";
import { route } from "@/lib/http/route";
import { tableResponse } from "@/lib/http/table-response";

export const GET = route(routes.auditExport, async ({ ctx, query }) =>
  tableResponse(await exportAudit(ctx, query), { name: "vigie-audit", locale: query.locale }),
);
