import { routes } from "@/lib/contracts/routes";
import { restoreFile } from "@/lib/domain/files/restore";
import { ok, route } from "@/lib/http/route";

export const POST = route(routes.fileRestore, async ({ ctx, params }) =>
  ok({ file: await restoreFile(ctx, params.id) }),
);
