import { routes } from "@/lib/contracts/routes";
import { describeApi } from "@/lib/http/openapi";
import { route } from "@/lib/http/route";

export const GET = route(routes.openapi, () =>
  Response.json(describeApi(), { headers: { "cache-control": "public, max-age=300" } }),
);
