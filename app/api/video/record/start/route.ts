import { routes } from "@/lib/contracts/routes";
import { startRecording } from "@/lib/domain/recordings/start";
import { created, route } from "@/lib/http/route";

export const POST = route(routes.recordStart, async ({ ctx, body }) =>
  created({ recording: await startRecording(ctx, body) }),
);
