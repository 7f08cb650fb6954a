import { routes } from "@/lib/contracts/routes";
import { route } from "@/lib/http/route";
import { createUpload } from "@/lib/http/uploads/create-upload";
import { runtime } from "@/lib/server/runtime";

export const OPTIONS = route(routes.uploadAbilities, ({ request }) => runtime().uploads.handle(request));
export const POST = route(routes.uploadCreate, ({ ctx, request }) => createUpload(ctx, runtime(), request));
