import { routes } from "@/lib/contracts/routes";
import { deleteCamera } from "@/lib/domain/cameras/delete";
import { getCamera } from "@/lib/domain/cameras/get";
import { updateCamera } from "@/lib/domain/cameras/update";
import { ok, route } from "@/lib/http/route";

export const GET = route(routes.camera, async ({ ctx, params }) => ok({ camera: await getCamera(ctx, params.id) }));
export const PATCH = route(routes.cameraUpdate, async ({ ctx, params, body }) =>
  ok({ camera: await updateCamera(ctx, params.id, body) }),
);
export const DELETE = route(routes.cameraDelete, async ({ ctx, params }) =>
  ok({ camera: await deleteCamera(ctx, params.id) }),
);
