import { routes } from "@/lib/contracts/routes";
import { createClub } from "@/lib/domain/clubs/create";
import { listClubs } from "@/lib/domain/clubs/list";
import { created, ok, route } from "@/lib/http/route";

export const GET = route(routes.clubList, async ({ ctx, query }) => ok(await listClubs(ctx, query)));
export const POST = route(routes.clubCreate, async ({ ctx, body }) => created({ club: await createClub(ctx, body) }));
