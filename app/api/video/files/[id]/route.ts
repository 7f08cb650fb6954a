import { routes } from "@/lib/contracts/routes";
import { getFile } from "@/lib/domain/files/get";
import { protectFile } from "@/lib/domain/files/protect";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.file, async ({ ctx, params }) => ok({ file: await getFile(ctx, params.id) }));
export const PATCH = route(routes.fileUpdate, async ({ ctx, params, body }) =>
  ok({ file: await protectFile(ctx, params.id, body) }),
);
