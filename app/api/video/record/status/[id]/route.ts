import { routes } from "@/lib/contracts/routes";
import { getRecording } from "@/lib/domain/recordings/status";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.recordStatus, async ({ ctx, params }) =>
  ok({ recording: await getRecording(ctx, params.id) }),
);
