import { routes } from "@/lib/contracts/routes";
import { stopRecording } from "@/lib/domain/recordings/stop";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.recordStop, async ({ ctx, body }) => ok(await stopRecording(ctx, body)));
