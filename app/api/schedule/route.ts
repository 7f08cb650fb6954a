import { routes } from "@/lib/contracts/routes";
import { createPlan } from "@/lib/domain/schedule/create";
import { listSchedule } from "@/lib/domain/schedule/list";
import { created, ok, route } from "@/lib/http/route";

export const GET = route(routes.schedule, async ({ ctx, query }) => ok(await listSchedule(ctx, query)));
export const POST = route(routes.planCreate, async ({ ctx, body }) => created({ plan: await createPlan(ctx, body) }));
