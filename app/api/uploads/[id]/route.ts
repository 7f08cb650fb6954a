import { routes } from "@/lib/contracts/routes";
import { route } from "@/lib/http/route";
import { continueUpload, forgetUpload, readUpload } from "@/lib/http/uploads/continue-upload";
import { runtime } from "@/lib/server/runtime";

export const HEAD = route(routes.uploadState, ({ ctx, params, request }) =>
  readUpload(ctx, runtime(), { ...params, request }),
);
export const PATCH = route(routes.uploadContinue, ({ ctx, params, request }) =>
  continueUpload(ctx, runtime(), { ...params, request }),
);
export const DELETE = route(routes.uploadForget, ({ ctx, params, request }) =>
  forgetUpload(ctx, runtime(), { ...params, request }),
);
