import { routes } from "@/lib/contracts/routes";
import { listFilePeople } from "@/lib/domain/files/people";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.filePeople, async ({ ctx, query }) => ok(await listFilePeople(ctx, query)));
