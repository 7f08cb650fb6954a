import { routes } from "@/lib/contracts/routes";
import { listFiles } from "@/lib/domain/files/list";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.fileList, async ({ ctx, query }) => ok(await listFiles(ctx, query)));
