import { routes } from "@/lib/contracts/routes";
import { createCourt } from "@/lib/domain/courts/create";
import { listCourts } from "@/lib/domain/courts/list";
import { created, ok, route } from "@/lib/http/route";

export const GET = route(routes.courts, async ({ ctx, query }) => ok(await listCourts(ctx, query)));

export const POST = route(routes.courtCreate, async ({ ctx, body }) =>
  created({ court: await createCourt(ctx, body) }),
);
