import { routes } from "@/lib/contracts/routes";
import { protectFile } from "@/lib/domain/files/protect";
import { ok, route } from "@/lib/http/route";

export const PATCH = route(routes.fileUpdate, async ({ ctx, params, body }) =>
  ok({ file: await protectFile(ctx, params.id, body) }),
);
