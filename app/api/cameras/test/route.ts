import { routes } from "@/lib/contracts/routes";
import { testCamera } from "@/lib/domain/cameras/test-camera";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.cameraTest, async ({ ctx, body }) => ok(await testCamera(ctx, body)));
