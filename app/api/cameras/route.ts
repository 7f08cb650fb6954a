import { routes } from "@/lib/contracts/routes";
import { createCamera } from "@/lib/domain/cameras/create";
import { listCameras } from "@/lib/domain/cameras/list";
import { created, ok, route } from "@/lib/http/route";

export const GET = route(routes.cameraList, async ({ ctx, query }) => ok(await listCameras(ctx, query)));

export const POST = route(routes.cameraCreate, async ({ ctx, body }) =>
  created({ camera: await createCamera(ctx, body) }),
);
