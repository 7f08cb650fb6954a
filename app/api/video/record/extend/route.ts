import { routes } from "@/lib/contracts/routes";
import { extendRecording } from "@/lib/domain/recordings/extend";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.recordExtend, async ({ ctx, body }) =>
  ok({ recording: await extendRecording(ctx, body) }),
);
