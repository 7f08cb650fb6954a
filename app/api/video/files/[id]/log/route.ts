import { routes } from "@/lib/contracts/routes";
import { readLog } from "@/lib/domain/files/log";
import { route } from "@/lib/http/route";

export const GET = route(
  routes.fileLog,
  async ({ ctx, params }) =>
    new Response(await readLog(ctx, params.id), { headers: { "content-type": "text/plain; charset=utf-8" } }),
);
