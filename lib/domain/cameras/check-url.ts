import type { CameraSource } from "@/lib/contracts/cameras";
import { checkCameraName, checkCameraUrl } from "@/lib/core/camera-url";
import type { Ctx } from "../context";

/** Refuses a URL no camera may have (`unprocessable`), also by what its name leads to. Its device checks again. */
export async function checkUrl(ctx: Ctx, source: CameraSource, url: string | null): Promise<void> {
  const { allowTestSources, allowedHosts } = ctx.settings;
  const policy = { allowTestSources, allowedHosts, lookUp: ctx.lookUp };
  checkCameraUrl(source, url, policy);
  await checkCameraName(source, url, policy);
}
