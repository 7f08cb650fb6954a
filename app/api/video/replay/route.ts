import { routes } from "@/lib/contracts/routes";
import { saveReplay } from "@/lib/domain/clips/save-replay";
import { created, route } from "@/lib/http/route";

export const POST = route(routes.replaySave, async ({ ctx, body }) => created({ file: await saveReplay(ctx, body) }));
