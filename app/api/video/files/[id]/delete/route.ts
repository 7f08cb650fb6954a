import { routes } from "@/lib/contracts/routes";
import { deleteFile } from "@/lib/domain/files/delete";
import { ok, route } from "@/lib/http/route";

export const DELETE = route(routes.fileDelete, async ({ ctx, params }) =>
  ok({ file: await deleteFile(ctx, params.id) }),
);
